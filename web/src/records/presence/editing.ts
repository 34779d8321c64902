import { createContext, useContext, useEffect } from 'react';

/** Told when a field of the record around it begins to be edited, and when it is over. */
export const Editing = createContext<(on: boolean) => void>(() => undefined);

/** Lets others see that a field is being edited, for as long as the component is there. */
export function useTellEditing(): void {
  const tell = useContext(Editing);
  useEffect(() => {
    tell(true);
    return () => tell(false);
  }, [tell]);
}
