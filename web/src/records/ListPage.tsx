import { useParams } from '@tanstack/react-router';
import { PageGone } from '@/app/faults';
import { useObject } from '@/catalogue';
import { Page } from '@/ui/Page';
import { List } from './List';

export default function ListPage() {
  const { object: key } = useParams({ from: '/inside/records/$object' });
  const object = useObject(key);
  if (!object) {
    return (
      <Page>
        <PageGone />
      </Page>
    );
  }
  return <List key={key} object={object} />;
}
