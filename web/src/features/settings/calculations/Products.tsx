import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { api } from '@/api/client';
import type { Calculation } from '@/records/calculations/wire';
import { Button } from '@/ui/Button';
import { Ask } from '../parts';
import classes from './Calculations.module.css';

/** How many are named. */
const SHOWN = 50;

/** The products that are priced by it. As long as there are any, it cannot be removed. */
export function Products({
  calculation,
  onRemove,
}: {
  calculation: Calculation;
  onRemove: () => void;
}) {
  const t = useTranslations('calculations');
  const [asking, setAsking] = useState(false);
  const body = {
    filter: { field: 'calculation', op: 'eq' as const, value: calculation.key },
    fields: ['name'],
    sort: 'name',
    limit: SHOWN,
    count: true,
  };
  const { data } = useQuery({
    queryKey: ['records', 'product', 'related', body],
    queryFn: ({ signal }) => api.records.query('product', body, signal),
  });
  const products = data?.records ?? [];
  const more = (data?.count ?? products.length) - products.length;
  return (
    <section aria-label={t('products')} className={classes.formula}>
      <h3 className={classes.part}>{t('products')}</h3>
      {products.length === 0 ? (
        <p className={classes.quiet}>{t('noProducts')}</p>
      ) : (
        <ul className={classes.products}>
          {products.map((product) => (
            <li key={product.id}>
              <Link to="/records/$object/$id" params={{ object: 'product', id: product.id }}>
                {String(product.fields.name ?? '')}
              </Link>
            </li>
          ))}
          {more > 0 && <li className={classes.quiet}>{t('moreProducts', { count: more })}</li>}
        </ul>
      )}
      <div>
        <Button
          look="danger"
          disabled={products.length > 0}
          title={products.length > 0 ? t('inUse') : undefined}
          onClick={() => setAsking(true)}
        >
          {t('remove')}
        </Button>
      </div>
      {asking && (
        <Ask
          title={t('remove')}
          lead={t('removeAsk', { name: calculation.name })}
          yes={t('remove')}
          onYes={() => {
            setAsking(false);
            onRemove();
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
