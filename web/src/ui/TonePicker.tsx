import { useTranslations } from 'use-intl';
import type { Tone } from '@/api/types';
import { IconButton } from './Button';
import { Menu } from './Menu';
import { ToneSquare } from './Pill';

export const tones: readonly Tone[] = ['gray', 'blue', 'violet', 'amber', 'green', 'red'];

type Props = { label: string; value: Tone; onChange: (tone: Tone) => void };

/** One of the six tones, each by its name as well. */
export function TonePicker({ label, value, onChange }: Props) {
  const t = useTranslations('common.tone');
  return (
    <Menu
      trigger={
        <IconButton size="small" label={`${label}: ${t(value)}`}>
          <ToneSquare tone={value} />
        </IconButton>
      }
      entries={tones.map((tone) => ({
        key: tone,
        label: t(tone),
        icon: <ToneSquare tone={tone} />,
        checked: tone === value,
        onSelect: () => onChange(tone),
      }))}
    />
  );
}
