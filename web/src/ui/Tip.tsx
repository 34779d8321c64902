import { Tooltip } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A tooltip; the child must be able to hold a ref. */
export function Tip({ text, children }: { text: ReactNode; children: ReactElement }) {
  return <Tooltip label={text}>{children}</Tooltip>;
}
