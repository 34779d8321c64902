import { useSession } from '@/app/session';
import { cx } from '@/ui/cx';
import { partsOf } from './mentions';
import classes from './Note.module.css';

/** The words of a note, with the people named in it and addresses to go to. */
export function NoteText({ text }: { text: string }) {
  const { user } = useSession();
  return partsOf(text).map((part, index) => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'link') {
      return (
        <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.href}
        </a>
      );
    }
    return (
      <span key={index} className={cx(classes.mention, part.user === user.id && classes.me)}>
        @{part.name}
      </span>
    );
  });
}
