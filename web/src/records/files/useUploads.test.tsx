import { act, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Problem } from '@/api/problem';
import { serve, show } from '@/test/harness';
import * as wire from './api';
import { UploadList } from './UploadList';
import { useUploads } from './useUploads';

let add: (files: Iterable<File>) => void;

function Part() {
  const uploads = useUploads('company', '0193a000-0000-7000-8000-0000000000aa');
  add = uploads.add;
  return <UploadList {...uploads} onDrop={uploads.drop} onAgain={uploads.again} />;
}

function file(size: number): File {
  const made = new File(['x'], 'plan.pdf');
  Object.defineProperty(made, 'size', { value: size });
  return made;
}

test('a file larger than is taken is not sent, and the limit is named', async () => {
  const send = vi.spyOn(wire, 'uploadFile');
  serve(() => undefined);
  await show(<Part />);
  await act(async () => add([file(50 * 1024 * 1024 + 1)]));
  expect(screen.getByRole('alert').textContent).toContain('The file is larger than 50 MB.');
  expect(send).not.toHaveBeenCalled();
  send.mockRestore();
});

test('a size that the server refuses is named as well', async () => {
  const problems = [{ field: 'file', code: 'file_too_large', params: { limit: 10 * 1024 * 1024 } }];
  const refusal = new Problem(413, { code: 'too_large', problems });
  const send = vi.spyOn(wire, 'uploadFile').mockRejectedValue(refusal);
  await show(<Part />);
  await act(async () => add([file(50 * 1024 * 1024)]));
  expect(screen.getByRole('alert').textContent).toContain('The file is larger than 10 MB.');
  send.mockRestore();
});
