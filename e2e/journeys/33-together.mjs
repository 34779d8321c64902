// Colleagues at one record: named in a note, following it, looking at it together; and files beside it.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { Api } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');

/** One dot, as a picture. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function company(stage) {
  const { server, api } = await stage.workspace();
  const roles = await api.get('/roles');
  const role = (roles.roles ?? roles).find((each) => each.key === 'administrator');
  const tom = await api.post('/users', {
    name: 'Tom Hargreaves',
    email: 'tom@kith.example',
    password: 'correct horse battery',
    roles: [role.id],
  });
  const made = await api.create('company', { name: 'Orlík Energy', industry: 'Energy' });
  const page = await stage.window(server, api);
  return { server, api, page, id: made.id, tom };
}

/** A window of the colleague's. */
async function colleague(stage, server) {
  const api = new Api(server.url);
  await api.signIn({ email: 'tom@kith.example' });
  return stage.window(server, api);
}

export default {
  'a colleague named in a note follows the record from then on': async (stage) => {
    const { api, page, id, tom } = await company(stage);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('button', { name: t.timeline.write }).click();
    const note = page.getByRole('textbox', { name: t.timeline.note });
    await note.pressSequentially('Please call them, @har');
    const list = page.getByRole('listbox', { name: t.timeline.people });
    await list.getByRole('option', { name: 'Tom Hargreaves' }).waitFor();
    await accessible(page, 'a note with the list of colleagues');
    await page.keyboard.press('Enter');
    assert.equal(await note.inputValue(), 'Please call them, @Tom Hargreaves ');
    await page.keyboard.press('Control+Enter');
    await page.getByText('@Tom Hargreaves').first().waitFor();
    const stored = async () => {
      const { entries } = await api.get(`/records/company/${id}/timeline`);
      return entries.find((entry) => entry.kind === 'note')?.text;
    };
    await eventually(
      async () => assert.equal(await stored(), `Please call them, @[Tom Hargreaves](user:${tom.id})`),
      'stored as a mention',
    );
    stage.at('he follows it');
    await eventually(async () => {
      const { followers } = await api.get(`/records/company/${id}/followers`);
      assert.ok(followers.some((person) => person.id === tom.id));
    }, 'a follower');
    stage.at('the note is changed where it stands');
    await note.waitFor({ state: 'detached' });
    const entry = page.getByRole('listitem').filter({ hasText: 'Please call them' });
    await entry.hover();
    await entry.getByRole('button', { name: t.timeline.editNote }).click();
    await note.fill('Please write to @Tom Hargreaves instead');
    await page.keyboard.press('Control+Enter');
    const wanted = `Please write to @[Tom Hargreaves](user:${tom.id}) instead`;
    await eventually(async () => assert.equal(await stored(), wanted), 'changed, and still a mention');
  },
  'a note that was written, changed or deleted is taken back by Ctrl+Z, each in its turn': async (stage) => {
    const { api, page, id } = await company(stage);
    const notes = async () => {
      const { entries } = await api.get(`/records/company/${id}/timeline`);
      return entries.flatMap((entry) => (entry.kind === 'note' && entry.text ? [entry.text] : []));
    };
    const are = (wanted, when) => eventually(async () => assert.deepEqual(await notes(), wanted), when);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('button', { name: t.timeline.write }).click();
    const note = page.getByRole('textbox', { name: t.timeline.note });
    await note.fill('Call in May');
    await page.keyboard.press('Control+Enter');
    await are(['Call in May'], 'written');
    await note.waitFor({ state: 'detached' });
    const entry = page.getByRole('listitem').filter({ hasText: 'Call in' });
    await entry.hover();
    await entry.getByRole('button', { name: t.timeline.editNote }).click();
    await note.fill('Call in June');
    await page.keyboard.press('Control+Enter');
    await are(['Call in June'], 'changed');
    await note.waitFor({ state: 'detached' });
    await entry.hover();
    await entry.getByRole('button', { name: t.timeline.deleteNote }).click();
    await are([], 'deleted');
    stage.at('back');
    await page.getByText(t.timeline.noteDeleted).waitFor();
    for (const [wanted, when] of [
      [['Call in June'], 'brought back'],
      [['Call in May'], 'as it was'],
      [[], 'not written'],
    ]) {
      await page.keyboard.press('Control+z');
      await are(wanted, when);
    }
    stage.at('written after all');
    await page.keyboard.press('Control+Shift+z');
    await are(['Call in May'], 'again');
  },
  'one follows a record, and brings a colleague in': async (stage) => {
    const { api, page, id, tom } = await company(stage);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('button', { name: /nobody follows|follower/i }).click();
    await page.getByRole('button', { name: t.people.follow, exact: true }).click();
    await page.getByRole('option', { name: 'Tom Hargreaves' }).click();
    await eventually(async () => {
      const { followers, following } = await api.get(`/records/company/${id}/followers`);
      assert.equal(following, true);
      assert.ok(followers.some((person) => person.id === tom.id));
    }, 'both follow');
    await accessible(page, 'the list of followers');
    await page.getByRole('button', { name: t.people.unfollow, exact: true }).click();
    await eventually(async () => {
      const { following } = await api.get(`/records/company/${id}/followers`);
      assert.equal(following, false);
    }, 'no longer');
    stage.at('taken back');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await eventually(async () => {
      const { following } = await api.get(`/records/company/${id}/followers`);
      assert.equal(following, true);
    }, 'follows after all');
  },
  'two who look at one record see each other, and who edits it': async (stage) => {
    const { server, page, id } = await company(stage);
    await page.goto(`/records/company/${id}`);
    const other = await colleague(stage, server);
    await other.goto(`/records/company/${id}`);
    await page.getByRole('img', { name: fill(t.people.looks, { name: 'Tom Hargreaves' }) }).waitFor();
    await other.getByRole('img', { name: fill(t.people.looks, { name: 'Vera Lind' }) }).waitFor();
    stage.at('he edits');
    await other.getByRole('button', { name: fill(t.record.editField, { field: 'Industry' }) }).click();
    await page.getByRole('img', { name: fill(t.people.edits, { name: 'Tom Hargreaves' }) }).waitFor();
    stage.at('he leaves');
    await other.goto('/records/product');
    await eventually(
      async () => assert.equal(await page.getByRole('group', { name: t.people.lookers }).count(), 0),
      'nobody else is there',
    );
  },
  'files are chosen, dropped and pasted, looked at in place, removed and brought back': async (stage) => {
    const { api, page, id } = await company(stage);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('tab', { name: t.record.files }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: t.files.choose }).click();
    await (await chooser).setFiles({ name: 'logo.png', mimeType: 'image/png', buffer: png });
    await page.getByRole('button', { name: 'logo.png' }).first().waitFor();
    stage.at('dropped');
    const give = (type) =>
      page.evaluate((kind) => {
        const data = new DataTransfer();
        data.items.add(new File(['Offer for 2027'], `${kind}.txt`, { type: 'text/plain' }));
        const place = document.querySelector('[data-drop-files]');
        if (kind === 'pasted') {
          place.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
          return;
        }
        for (const name of ['dragenter', 'dragover', 'drop'])
          place.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
      }, type);
    await give('dropped');
    await page.getByRole('link', { name: /^dropped\.txt/ }).waitFor();
    await give('pasted');
    await page.getByRole('link', { name: /^pasted\.txt/ }).waitFor();
    await accessible(page, 'files of a record');
    stage.at('looked at');
    await page.getByRole('button', { name: 'logo.png' }).first().click();
    const dialog = page.getByRole('dialog');
    const shown = dialog.getByRole('img', { name: 'logo.png' });
    await eventually(
      async () => assert.equal(await shown.evaluate((image) => image.naturalWidth), 1),
      'the picture is drawn',
    );
    await page.keyboard.press('Escape');
    stage.at('removed and brought back');
    const count = async () => (await api.get(`/records/company/${id}/files`)).files.length;
    await page.getByRole('listitem').filter({ hasText: 'dropped.txt' }).hover();
    await page.getByRole('button', { name: fill(t.files.remove, { name: 'dropped.txt' }) }).click();
    await eventually(async () => assert.equal(await count(), 2), 'removed');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.equal(await count(), 3), 'brought back');
    await page.getByRole('link', { name: /^dropped\.txt/ }).waitFor();
    stage.at('told by the timeline');
    await page.getByRole('tab', { name: t.record.timeline }).click();
    await page.getByRole('group', { name: t.timeline.show }).getByText(t.timeline.filter.file).click();
    await page.getByText('pasted.txt').first().waitFor();
  },
  'a note carries its files': async (stage) => {
    const { api, page, id } = await company(stage);
    await page.goto(`/records/company/${id}`);
    await page.getByRole('button', { name: t.timeline.write }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: t.timeline.attach }).click();
    await (await chooser).setFiles({
      name: 'offer.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Offer'),
    });
    await page.getByText('offer.txt').waitFor();
    await page.getByRole('textbox', { name: t.timeline.note }).fill('The offer');
    // Saving waits for what is still on its way up.
    await page.getByRole('button', { name: t.timeline.save, exact: true }).click();
    await eventually(async () => {
      const { entries } = await api.get(`/records/company/${id}/timeline`);
      const note = entries.find((entry) => entry.kind === 'note');
      assert.equal(note?.text, 'The offer');
      assert.deepEqual(
        note.files.map((file) => file.name),
        ['offer.txt'],
      );
    }, 'the note with its file');
    await page.getByRole('listitem').filter({ hasText: 'The offer' }).getByText('offer.txt').waitFor();
  },
};
