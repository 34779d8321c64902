import { labelOf } from '@/api/labels';
import { Avatar } from '@/ui/Avatar';
import { cx as join } from '@/ui/cx';
import classes from '../shared/shared.module.css';
import type { DisplayProps } from '../types';
import { Display as One } from '../user/Display';

const IN_TABLE = 4;

/** Faces in a table, where names would not fit; names in the details. One person is shown as in any other field. */
export function Display(props: DisplayProps<string[]>) {
  const { value, cx, inTable } = props;
  const [first] = value;
  if (first !== undefined && value.length === 1) return One({ ...props, value: first });
  if (!inTable) {
    return (
      <span className={join(classes.many, classes.wrap)}>
        {value.map((id) => (
          <span key={id} className={classes.person}>
            {One({ ...props, value: id })}
          </span>
        ))}
      </span>
    );
  }
  const shown = value.slice(0, IN_TABLE);
  const names = value.map((id) => nameOf(id, cx));
  return (
    <span className={classes.many} role="img" aria-label={cx.format.list(names)}>
      {shown.map((id) => (
        <Avatar key={id} name={nameOf(id, cx)} seed={id} size={20} />
      ))}
      {value.length > shown.length && (
        <span className={classes.more}>+{value.length - shown.length}</span>
      )}
    </span>
  );
}

/** What a person is called; the word for what is hidden where even that is not known. */
export function nameOf(id: string, cx: DisplayProps['cx']): string {
  return cx.user(id)?.name ?? labelOf(id)?.label ?? cx.words.hidden;
}
