import { Link } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import type { ObjectType } from '@/api/types';
import { Countdown } from '@/fields/react_by/Countdown';
import { useFormat } from '@/i18n/format';
import { Avatar } from '@/ui/Avatar';
import classes from './Home.module.css';
import { useToday } from './today';

const SHOWN = 6;

/** Inquiries that nobody has answered yet, the newest first. Nothing is shown when there are none. */
export function NewLeads({ object }: { object: ObjectType }) {
  const t = useTranslations('home');
  const format = useFormat();
  const { data } = useToday();
  if (!data || data.new_leads.length === 0) return null;
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return (
    <section className={classes.card} aria-labelledby="home-leads">
      <header className={classes.cardHead}>
        <h2 id="home-leads" className={classes.cardTitle}>
          {t('leads')}
        </h2>
        <span className={classes.count}>{data.counts.new_leads}</span>
      </header>
      <ul>
        {data.new_leads.slice(0, SHOWN).map((lead) => {
          const name = text(lead.fields[object.title]) || object.label;
          const who = [text(lead.fields.contact_name), text(lead.fields.company_name)];
          const made = text(lead.fields.created_at);
          const due = text(lead.fields.react_by);
          return (
            <li key={lead.id}>
              <Link to="/leads" search={{ open: lead.id }} className={classes.deal}>
                <Avatar name={name} seed={lead.id} size={26} shape="square" />
                <span className={classes.dealMain}>
                  <span className={classes.dealName}>{name}</span>
                  <span className={classes.dealUnder}>
                    {who.filter((one) => one && one !== name).join(' · ')}
                  </span>
                </span>
                <span className={classes.dealSide}>
                  {due ? <Countdown by={due} /> : made && format.ago(made)}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
