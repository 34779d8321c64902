import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { FieldInput, useShown } from '@/fields';
import { serve, show } from '@/test/harness';
import { company, field } from '@/test/world';

const tags = field('tags', 'many_of', 'Tags', { open: true, options: [] });
const onChange = vi.fn();

function Edited() {
  const cx = useShown();
  // The words in use are those of the object that has the field.
  const catalogue = {
    ...cx.catalogue,
    objects: [{ ...company, fields: [...company.fields, tags] }],
  };
  return (
    <FieldInput
      field={tags}
      value={['old']}
      cx={{ ...cx, catalogue }}
      mode="place"
      label="Tags"
      onChange={onChange}
    />
  );
}

test('a word typed before those in use are known stands at once, and takes their spelling', async () => {
  let tell = () => {};
  serve(
    () =>
      new Promise((answer) => {
        tell = () => answer({ body: { records: [{ id: 'a', fields: { tags: ['VIP', 'old'] } }] } });
      }),
  );
  await show(<Edited />);
  const user = userEvent.setup();
  await user.type(await screen.findByRole('combobox'), 'vip{Enter}');
  expect(onChange).toHaveBeenLastCalledWith(['old', 'vip']);
  tell();
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith(['old', 'VIP']));
});
