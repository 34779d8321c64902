import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { useObject } from '@/catalogue';
import { useShown } from '@/fields';
import { Failed, Skeleton } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { RelatedList } from '../related/RelatedList';
import { type Relation, useRelations } from '../related/relations';
import { Timeline } from '../timeline/Timeline';
import { useRecord } from '../useRecord';
import { Actions } from './Actions';
import { Details } from './Details';
import { Highlights } from './Highlights';
import { Identity } from './Identity';
import { NextStep } from './NextStep';
import classes from './RecordView.module.css';
import { StagePath } from './StagePath';

type Props = {
  object: string;
  id: string;
  /** On a page of its own the details stand beside the timeline. */
  wide?: boolean;
  tab?: string;
  onTab?: (tab: string | undefined) => void;
};

export function RecordView(props: Props) {
  const object = useObject(props.object);
  const { data: record, error, refetch } = useRecord(props.object, props.id);
  if (!object || (error && !record)) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!record) return <Waiting />;
  return <View {...props} type={object} record={record} />;
}

function View({
  type,
  record,
  wide,
  tab: asked,
  onTab,
}: Props & { type: ObjectType; record: Rec }) {
  const t = useTranslations('record');
  const cx = useShown();
  const [own, setOwn] = useState<string>();
  const [noting, setNoting] = useState(0);
  const body = useId();
  const relations = useRelations(type, record.id);
  const chosen = onTab ? asked : own;
  const choose = (key: string) =>
    onTab ? onTab(key === 'timeline' ? undefined : key) : setOwn(key);
  const tabs = [
    { key: 'timeline', label: t('timeline') },
    ...(wide ? [] : [{ key: 'details', label: t('details') }]),
    ...relations.map((relation) => ({
      key: relation.key,
      label: relation.label,
      count: relation.count,
    })),
  ];
  const tab = tabs.some((candidate) => candidate.key === chosen) ? chosen : 'timeline';
  const relation = relations.find((candidate) => candidate.key === tab);
  const head = (
    <>
      <Identity object={type} record={record} cx={cx} />
      <Actions
        object={type}
        record={record}
        onNote={() => {
          choose('timeline');
          setNoting((count) => count + 1);
        }}
      />
      <Highlights object={type} record={record} cx={cx} />
      <StagePath object={type} record={record} cx={cx} />
    </>
  );
  const tabBar = (
    <TabBar
      label={t('parts')}
      tabs={tabs}
      active={tab}
      onPick={choose}
      controls={body}
      className={classes.tabs}
    />
  );
  const content = (
    <div id={body} role="tabpanel" className={classes.content}>
      <Content {...{ type, record, cx, tab, relation, noting }} />
    </div>
  );
  if (!wide) {
    return (
      <div className={classes.scroll}>
        {head}
        {tabBar}
        {content}
      </div>
    );
  }
  return (
    <div className={classes.wide}>
      <div className={classes.left}>
        {head}
        <div className={classes.content}>
          <Details object={type} record={record} cx={cx} />
        </div>
      </div>
      <div className={classes.right}>
        {tabBar}
        {content}
      </div>
    </div>
  );
}

type ContentProps = {
  type: ObjectType;
  record: Rec;
  cx: ReturnType<typeof useShown>;
  tab: string | undefined;
  relation: Relation | undefined;
  noting: number;
};

function Content({ type, record, cx, tab, relation, noting }: ContentProps) {
  if (relation) return <RelatedList relation={relation} record={record} />;
  if (tab === 'details') return <Details object={type} record={record} cx={cx} />;
  return (
    <>
      {type.key !== 'task' && <NextStep record={record} />}
      <Timeline object={type} record={record} cx={cx} noting={noting} />
    </>
  );
}

function Waiting() {
  return (
    <div className={classes.waiting}>
      <Skeleton width={42} height={42} />
      <Skeleton width="55%" height={16} />
      <Skeleton width="35%" />
      <Skeleton height={64} />
      <Skeleton width="80%" />
      <Skeleton width="70%" />
    </div>
  );
}
