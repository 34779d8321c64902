import { kept, shortText } from '@/records/calculations/values';
import { useCalculations } from '@/records/calculations/wire';
import { text } from '../text';
import type { DisplayProps, KindUi } from '../types';

/** What a line was priced by: kept as JSON, shown as the calculation calls it. */
export const parameters: KindUi<string> = {
  ...text,
  Display: ({ value, cx }) => <Words value={value} cx={cx} />,
};

function Words({ value, cx }: Pick<DisplayProps<string>, 'value' | 'cx'>) {
  const said = kept(value);
  const knows = useCalculations().find((one) =>
    Object.keys(said).every((key) => one.parameters.some((parameter) => parameter.key === key)),
  );
  return <>{knows ? shortText(knows.parameters, said, cx.format) || value : value}</>;
}
