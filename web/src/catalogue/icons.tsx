import {
  IconAffiliate,
  IconAlignLeft,
  IconBox,
  IconBuilding,
  IconCalendar,
  IconCalendarClock,
  IconCheckbox,
  IconCircleDashed,
  IconCircleDot,
  IconCoins,
  IconCube,
  IconFileText,
  IconHash,
  IconInbox,
  IconKey,
  IconLayoutKanban,
  IconLink,
  IconListDetails,
  IconMail,
  IconMapPin,
  IconMessageCheck,
  IconMessageExclamation,
  IconMessageQuestion,
  IconPackage,
  IconPhone,
  IconReceipt,
  IconRoute,
  IconSquareCheck,
  IconTag,
  IconTags,
  IconTargetArrow,
  IconTicket,
  IconTypography,
  IconUser,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { FieldKind } from '@/api/types';

const objects = {
  affiliate: IconAffiliate,
  building: IconBuilding,
  user: IconUsers,
  users: IconUsers,
  deal: IconLayoutKanban,
  'target-arrow': IconTargetArrow,
  checkbox: IconSquareCheck,
  package: IconPackage,
  'list-details': IconListDetails,
  'message-question': IconMessageQuestion,
  'message-check': IconMessageCheck,
  'message-exclamation': IconMessageExclamation,
  receipt: IconReceipt,
  ticket: IconTicket,
  inbox: IconInbox,
  file: IconFileText,
  tag: IconTag,
  coins: IconCoins,
  box: IconBox,
} as const;

/** The sign of an object, by the name the catalogue gives it; a cube for names this version does not know. */
export function ObjectIcon({ name, size = 18 }: { name: string; size?: number }) {
  const Icon = name in objects ? objects[name as keyof typeof objects] : IconCube;
  return <Icon size={size} stroke={1.6} aria-hidden />;
}

const kinds = {
  text: IconTypography,
  long_text: IconAlignLeft,
  number: IconHash,
  money: IconCoins,
  boolean: IconCheckbox,
  date: IconCalendar,
  date_time: IconCalendarClock,
  one_of: IconCircleDot,
  many_of: IconTags,
  link: IconLink,
  user: IconUser,
  users: IconUsersGroup,
  pipeline: IconRoute,
  stage: IconCircleDashed,
  phones: IconPhone,
  emails: IconMail,
  address: IconMapPin,
  external_ids: IconKey,
} satisfies Record<FieldKind, typeof IconHash>;

export function KindIcon({ kind, size = 15 }: { kind: FieldKind; size?: number }) {
  const Icon = kinds[kind];
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
