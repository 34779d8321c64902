import { IconCalculator, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Calculation, calculationsQuery } from '@/records/calculations/wire';
import { Button } from '@/ui/Button';
import { Pill } from '@/ui/Pill';
import { Empty, Failed } from '@/ui/State';
import { Section } from '../parts';
import settings from '../Settings.module.css';
import { CalculationEditor } from './CalculationEditor';

/** What services cost by their parameters: the calculations, and the editor of one. */
export default function CalculationsSection() {
  const t = useTranslations('calculations');
  const found = useQuery(calculationsQuery);
  const [edited, setEdited] = useState<Calculation | 'new' | null>(null);
  if (edited) {
    const calculation = edited === 'new' ? null : edited;
    return (
      <CalculationEditor
        calculation={calculation}
        keys={(found.data ?? []).map(({ key }) => key)}
        onClose={() => setEdited(null)}
      />
    );
  }
  const list = found.data;
  return (
    <Section
      title={t('title')}
      lead={t('lead')}
      wide
      action={
        <Button
          look="primary"
          icon={<IconPlus size={16} stroke={2} />}
          onClick={() => setEdited('new')}
        >
          {t('new')}
        </Button>
      }
    >
      {found.error && !list && <Failed error={found.error} onRetry={() => void found.refetch()} />}
      {list?.length === 0 && (
        <Empty
          icon={<IconCalculator size={22} stroke={1.6} />}
          title={t('none')}
          hint={t('noneHint')}
        />
      )}
      {list && list.length > 0 && (
        <ul className={settings.list}>
          {list.map((one) => (
            <li key={one.key}>
              <button type="button" className={settings.row} onClick={() => setEdited(one)}>
                <span className={settings.main}>
                  <span className={settings.name}>{one.name}</span>
                  <span className={settings.quiet}>
                    {t('summary', {
                      parameters: one.parameters.length,
                      cases: one.cases.length,
                      currency: one.currency,
                    })}
                  </span>
                </span>
                {one.archived && <Pill muted>{t('archived')}</Pill>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
