import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ObjectType, Rec } from '@/api/types';
import { useObject } from '@/catalogue';
import { LeadActions } from '@/features/leads/LeadActions';
import { useShown } from '@/fields';
import { withTexts } from '@/i18n';
import { Failed, Skeleton } from '@/ui/State';
import { TabBar } from '@/ui/TabBar';
import { Companies } from '../affiliations/Companies';
import { TIE } from '../affiliations/ties';
import { DropFiles } from '../files/DropFiles';
import { FilesTab } from '../files/FilesTab';
import { useFiles } from '../files/useFiles';
import { useUploads } from '../files/useUploads';
import { useNoteAsked } from '../noting';
import { RelatedList } from '../related/RelatedList';
import { type Relation, useRelations } from '../related/relations';
import { MEMBER } from '../team/share';
import { Team } from '../team/Team';
import { Timeline } from '../timeline/Timeline';
import { isGone, useRecord } from '../useRecord';
import { Actions } from './Actions';
import { Details } from './Details';
import { Highlights } from './Highlights';
import { Identity } from './Identity';
import { InBin } from './InBin';
import { Inquiry } from './Inquiry';
import { NextStep } from './NextStep';
import classes from './RecordView.module.css';
import { StageGuide } from './StageGuide';
import { StagePath } from './StagePath';
import { TaskStep } from './TaskStep';

const Lines = lazy(withTexts(['lines', 'calculations'], () => import('../lines/Lines')));

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
  // What was shown a moment ago may have been destroyed, or be no longer for one's eyes.
  if (!object || (error && (!record || isGone(error))))
    return (
      <>
        <Failed error={error} onRetry={() => void refetch()} />
        {props.wide !== undefined && isGone(error) && object && (
          <p className={classes.wayOut}>
            <Link to="/records/$object" params={{ object: object.key }}>
              {object.label_plural}
            </Link>
          </p>
        )}
      </>
    );
  if (!record) return <Waiting />;
  if (record.deleted_at) return <InBin object={object} record={record} wide={props.wide} />;
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
  const relations = useRelations(type, record);
  const files = useFiles(type.key, record.id);
  const uploads = useUploads(type.key, record.id);
  const chosen = onTab ? asked : own;
  const choose = (key: string) =>
    onTab ? onTab(key === 'timeline' ? undefined : key) : setOwn(key);
  const tabs = [
    { key: 'timeline', label: t('timeline') },
    ...(wide ? [] : [{ key: 'details', label: t('details') }]),
    ...relations.map(({ key, label, count }) => ({ key, label, count })),
    { key: 'files', label: t('files'), count: files.data?.length },
  ];
  const tab = tabs.some((candidate) => candidate.key === chosen) ? chosen : 'timeline';
  const relation = relations.find((candidate) => candidate.key === tab);
  const tasks = relations.find((candidate) => candidate.object.key === 'task');
  const shared = { object: type, record, cx };
  const note = () => {
    choose('timeline');
    setNoting((count) => count + 1);
  };
  useNoteAsked(record.id, note);
  const head = (
    <>
      <Identity {...shared} />
      <Actions object={type} record={record} onNote={note} />
      {type.key === 'lead' && <LeadActions record={record} />}
      {type.key === 'task' ? (
        <TaskStep record={record} />
      ) : (
        <NextStep record={record} cx={cx} onAll={() => tasks && choose(tasks.key)} />
      )}
      {type.key === 'lead' && <Inquiry object={type} record={record} />}
      <Highlights {...shared} />
      {!wide && <StagePath {...shared} />}
      <StageGuide {...shared} />
    </>
  );
  const below = (
    <>
      <TabBar
        label={t('parts')}
        tabs={tabs}
        active={tab}
        onPick={choose}
        controls={body}
        className={classes.tabs}
      />
      <div id={body} role="tabpanel" className={classes.content}>
        {relation && <Related relation={relation} record={record} type={type} />}
        {tab === 'details' && <Details {...shared} />}
        {tab === 'files' && <FilesTab record={record} uploads={uploads} />}
        {tab === 'timeline' && <Timeline {...shared} noting={noting} />}
      </div>
    </>
  );
  return (
    <DropFiles
      enabled={record.can?.edit !== false && !record.deleted_at}
      className={wide ? classes.page : classes.scroll}
      onFiles={(list) => {
        uploads.add(list);
        choose('files');
      }}
    >
      {wide ? (
        <>
          <StagePath {...shared} wide />
          <div className={classes.wide}>
            <div className={classes.left}>
              {head}
              <div className={classes.content}>
                <Details {...shared} />
              </div>
            </div>
            <div className={classes.right}>{below}</div>
          </div>
        </>
      ) : (
        <>
          {head}
          {below}
        </>
      )}
    </DropFiles>
  );
}

function Related(props: { relation: Relation; record: Rec; type: ObjectType }) {
  const { relation, record, type } = props;
  if (relation.object.key === MEMBER) return <Team object={relation.object} record={record} />;
  if (relation.key === 'line_item.deal') {
    return (
      <Suspense fallback={<Skeleton width="60%" />}>
        <Lines object={relation.object} deal={record} type={type} />
      </Suspense>
    );
  }
  if (relation.object.key !== TIE) return <RelatedList relation={relation} record={record} />;
  return <Companies object={relation.object} record={record} person={type} />;
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
