import { FollowersButton } from '../followers/FollowersButton';
import { Lookers } from '../presence/Lookers';
import { usePresence } from '../presence/usePresence';

type Props = { object: string; id: string; editing: boolean };

/** Colleagues at a record: who looks at it now, who follows it. */
export function People({ object, id, editing }: Props) {
  const people = usePresence(object, id, editing);
  return (
    <>
      <Lookers people={people} />
      <FollowersButton object={object} id={id} />
    </>
  );
}
