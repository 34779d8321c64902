// What an administrator sets up, and that everybody sees it at once.
import assert from 'node:assert/strict';
import { Api, owner } from '../lib/api.mjs';
import { accessible } from '../lib/axe.mjs';
import { eventually } from '../lib/eventually.mjs';
import { fill, words } from '../lib/words.mjs';

const t = words('en');
const s = t.settings;

async function at(stage, section, options) {
  const opened = await stage.open({}, options);
  await opened.page.goto(`/settings/${section}`);
  await opened.page.getByRole('heading', { name: s.section[section], level: 2 }).waitFor();
  return opened;
}

async function chooseDay(page, label, day) {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('textbox', { name: label }).fill(day);
  await page.keyboard.press('Escape');
}

export default {
  'every part of the settings passes axe, wide and on a telephone': async (stage) => {
    const { server, api, page } = await at(stage, 'workspace');
    const phone = await stage.window(server, api, { width: 390, height: 844 });
    for (const section of [
      'workspace',
      'people',
      'teams',
      'working-time',
      'roles',
      'pipelines',
      'distribution',
      'fields',
      'setups',
    ]) {
      stage.at(section);
      for (const window of [page, phone]) {
        await window.goto(`/settings/${section}`);
        await window.getByRole('heading', { name: s.section[section], level: 2 }).waitFor();
        await accessible(window, section);
      }
      const overflow = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, `${section} is ${overflow} px too wide`);
    }
  },
  'a person added here signs in with the password that was shown, and no more once switched off': async (stage) => {
    const { server, page } = await at(stage, 'people');
    await page.getByRole('button', { name: s.people.invite }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: s.people.name }).fill('Ivan Petrov');
    await dialog.getByRole('textbox', { name: s.people.email }).fill('ivan@kith.example');
    await dialog.getByRole('button', { name: s.people.add, exact: true }).click();
    const password = await dialog.locator('code').textContent();
    const ivan = new Api(server.url);
    await ivan.signIn({ email: 'ivan@kith.example', password });
    assert.equal((await ivan.get('/session')).roles[0].key, 'manager');
    await dialog.getByRole('button', { name: t.common.done }).click();
    stage.at('switched off');
    await page.getByRole('button', { name: /Ivan Petrov/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: s.people.turnOff }).click();
    await page.getByText(s.people.off).first().waitFor();
    assert.equal((await ivan.send('GET', '/session')).status, 401);
  },
  'stages are renamed, ordered by keys, added and removed, and the board follows': async (stage) => {
    const { api, page } = await at(stage, 'pipelines');
    const names = async () => {
      const { pipelines } = await api.get('/pipelines');
      return pipelines[0].stages.map((one) => one.name);
    };
    const before = await names();
    stage.at('renamed');
    const name = page.getByLabel(fill(s.pipelines.stageName, { name: before[0] }));
    await name.fill('Inquiry');
    await name.press('Enter');
    await eventually(async () => assert.equal((await names())[0], 'Inquiry'), 'renamed');
    stage.at('one down');
    await page.getByRole('button', { name: fill(s.pipelines.moveStage, { name: 'Inquiry' }), exact: true }).focus();
    await page.keyboard.press('ArrowDown');
    await eventually(async () => assert.equal((await names())[1], 'Inquiry'), 'moved');
    stage.at('added before the end');
    const added = page.getByPlaceholder(s.pipelines.addStage);
    await added.focus();
    await page.keyboard.type('Contract');
    await page.getByRole('combobox', { name: s.pipelines.kindOfStage }).waitFor();
    assert.equal(await added.inputValue(), 'Contract');
    assert.ok((await added.boundingBox()).width > 200, 'one sees what one types');
    await page.keyboard.press('Enter');
    await eventually(async () => assert.ok((await names()).indexOf('Contract') === before.length - 2), 'added');
    stage.at('removed, its deals go on');
    const { pipelines } = await api.get('/pipelines');
    const contract = pipelines[0].stages.find((one) => one.name === 'Contract');
    const deal = await api.create('deal', { name: 'Warehouse', stage: contract.id });
    await page.getByRole('button', { name: fill(s.pipelines.removeStage, { name: 'Contract' }) }).click();
    await page.getByRole('dialog').getByRole('button', { name: s.pipelines.remove, exact: true }).click();
    await eventually(async () => assert.ok(!(await names()).includes('Contract')), 'removed');
    const moved = await api.get(`/records/deal/${deal.id}`);
    assert.ok(moved.fields.stage !== contract.id, 'the deal stands elsewhere');
  },
  'the rules of a stage are set by their labels and saved together': async (stage) => {
    const { api, page } = await at(stage, 'pipelines');
    const r = t.rules;
    const stages = async () => (await api.get('/pipelines')).pipelines[0].stages;
    const [first, second, third] = await stages();
    stage.at('basics');
    await page.getByRole('button', { name: fill(r.ofStage, { name: second.name }), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(r.rotting).fill('14');
    await dialog.getByRole('combobox', { name: r.status }).click();
    await page.getByRole('option', { name: r.statuses.proposal }).click();
    await accessible(page, 'a stage');
    stage.at('moving');
    await dialog.getByRole('tab', { name: r.part.entry }).click();
    await dialog.getByRole('button', { name: r.addField }).click();
    await page.getByPlaceholder(t.common.search).fill('Website');
    await page.keyboard.press('Enter');
    await page.getByPlaceholder(t.common.search).fill('Amount');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await dialog.getByRole('radio', { name: r.onlyStages }).click();
    await dialog.getByRole('button', { name: r.addStage }).click();
    await page.getByRole('option', { name: third.name }).click();
    await page.keyboard.press('Escape');
    const enter = dialog.getByRole('group', { name: r.enterRoles });
    await enter.getByRole('radio', { name: r.onlyRoles }).click();
    await enter.getByText(r.nobody).waitFor();
    await enter.getByRole('radio', { name: r.everybody }).click();
    await accessible(page, 'moving');
    stage.at('work');
    await dialog.getByRole('tab', { name: r.part.work }).click();
    await dialog.getByRole('textbox', { name: r.guidance }).fill('Ask who decides.');
    await dialog.getByRole('button', { name: r.addItem }).click();
    await dialog.getByRole('textbox', { name: r.item }).fill('Need is written down');
    await dialog.getByRole('checkbox', { name: fill(r.mustBeDoneNamed, { name: 'Need is written down' }) }).check();
    await accessible(page, 'work');
    stage.at('tasks');
    await dialog.getByRole('tab', { name: r.part.plan }).click();
    await dialog.getByRole('button', { name: r.addTask }).click();
    await dialog.getByRole('textbox', { name: r.taskTitle }).fill('Send the offer');
    await dialog.getByLabel(fill(r.dueIn, { name: 'Send the offer' })).fill('3');
    await accessible(page, 'tasks');
    await dialog.getByRole('button', { name: t.common.save }).click();
    await dialog.waitFor({ state: 'detached' });
    const { rules, status } = (await stages())[1];
    assert.equal(status, 'proposal');
    assert.deepEqual(rules.required, ['company.website', 'amount']);
    assert.deepEqual(rules.next, [third.id]);
    assert.equal(rules.enter_roles, null);
    assert.equal(rules.rotting_days, 14);
    assert.equal(rules.guidance, 'Ask who decides.');
    assert.deepEqual(rules.checklist, [{ text: 'Need is written down', required: true }]);
    assert.deepEqual(rules.plan[0].due, { in: 3, unit: 'working_day' });
    assert.equal((await stages())[0].name, first.name);
    stage.at('the row says what is asked for');
    await page.getByText('2 fields').waitFor();
  },
  'a pipeline enforces a next step and asks for reasons from a list': async (stage) => {
    const { api, page } = await at(stage, 'pipelines');
    const r = t.rules;
    const { pipelines } = await api.get('/pipelines');
    await page.getByRole('button', { name: fill(r.ofPipeline, { name: pipelines[0].name }), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: r.nextSteps.enforce }).check();
    await accessible(page, 'a pipeline');
    await dialog.getByRole('tab', { name: r.part.lost }).click();
    await dialog.getByRole('checkbox', { name: r.reasonRequired }).check();
    for (const reason of ['Price', 'Other']) {
      await dialog.getByRole('button', { name: r.addReason }).click();
      await dialog.getByRole('textbox', { name: r.reason }).last().fill(reason);
    }
    await dialog.getByRole('checkbox', { name: fill(r.noteRequiredNamed, { name: 'Other' }) }).check();
    await accessible(page, 'reasons');
    await dialog.getByRole('button', { name: t.common.save }).click();
    await dialog.waitFor({ state: 'detached' });
    const { rules } = (await api.get('/pipelines')).pipelines[0];
    assert.equal(rules.next_step, 'enforce');
    assert.equal(rules.lost.required, true);
    const reasons = [
      { name: 'Price', note_required: false },
      { name: 'Other', note_required: true },
    ];
    assert.deepEqual(rules.lost.reasons, reasons);
  },
  'working hours, holidays and absences are set, and what is planned goes by them': async (stage) => {
    const { api, page } = await at(stage, 'working-time');
    const h = s.hours;
    await page.getByLabel(fill(h.worksOn, { day: 'Saturday' })).check();
    await page.getByLabel(fill(h.from, { day: 'Monday' })).fill('08:30');
    await page.getByRole('button', { name: h.addDay }).click();
    await chooseDay(page, h.day, '2030-12-24');
    await page.getByLabel(h.dayName).fill('Christmas Eve');
    await page.getByLabel(h.react).fill('30');
    await page.getByRole('button', { name: t.common.save }).click();
    await eventually(async () => {
      const { workspace } = await api.get('/working-time');
      assert.equal(workspace.week.monday[0].from, '08:30');
      assert.deepEqual(workspace.week.saturday, [{ from: '09:00', to: '18:00' }]);
      assert.deepEqual(workspace.days, [{ day: '2030-12-24', name: 'Christmas Eve', hours: [] }]);
      assert.equal(workspace.react_within, 30);
    }, 'saved');
    stage.at('somebody is away');
    await chooseDay(page, h.firstDay, '2030-07-01');
    await chooseDay(page, h.lastDay, '2030-07-05');
    await page.getByRole('button', { name: h.addAbsence, exact: true }).click();
    await eventually(async () => assert.equal((await api.get('/absences')).absences[0]?.to, '2030-07-05'), 'noted');
    stage.at('a new lead counts down');
    const lead = await api.create('lead', { name: 'Awnings' });
    assert.ok(lead.fields.react_by, 'by when');
    await page.goto('/');
    await page.getByRole('link', { name: /Awnings/ }).waitFor();
  },
  'a rule of distribution is made, tried, ordered, and the history says why': async (stage) => {
    const { api, page } = await at(stage, 'distribution');
    const d = s.sharing;
    const { roles } = await api.get('/roles');
    const user = await api.post('/users', {
      name: 'Grace Hopper',
      email: 'grace@kith.example',
      password: 'one two three four',
      roles: [roles.find((role) => role.key === 'manager').id],
    });
    await page.reload();
    const rules = async () => (await api.get('/distribution?object=lead')).rules;
    for (const name of ['Everything', 'Fairs']) {
      await page.getByRole('button', { name: d.new }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: d.name, exact: true }).fill(name);
      await dialog.getByRole('combobox', { name: d.addPerson }).click();
      await page.getByRole('option', { name: user.name }).click();
      await dialog.getByRole('combobox', { name: d.hours }).click();
      await page.getByRole('option', { name: d.atWork.ignore }).click();
      await dialog.getByRole('button', { name: t.common.save }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    await eventually(
      async () =>
        assert.deepEqual(
          (await rules()).map((one) => one.name),
          ['Everything', 'Fairs'],
        ),
      'made',
    );
    stage.at('one up');
    await page.getByRole('button', { name: fill(d.move, { name: 'Fairs' }), exact: true }).focus();
    await page.keyboard.press('ArrowUp');
    await eventually(
      async () =>
        assert.deepEqual(
          (await rules()).map((one) => one.name),
          ['Fairs', 'Everything'],
        ),
      'moved',
    );
    stage.at('who would get this');
    await page.getByRole('button', { name: d.try, exact: true }).click();
    await page.getByText(fill(d.would, { name: user.name, rule: 'Fairs' })).waitFor();
    stage.at('the history says why');
    const lead = await api.create('lead', { name: 'Awnings' });
    await api.post(`/records/lead/${lead.id}/verbs/assign`, { by: 'rules' });
    await page.goto(`/records/lead/${lead.id}`);
    await page.getByText(/by the rule “Fairs”/).waitFor();
  },
  'what is taken away in the settings is named before it goes, or brought back': async (stage) => {
    const { api, page } = await at(stage, 'distribution');
    const me = (await api.get('/session')).user.id;
    const rule = { method: 'person', people: [{ user: me }] };
    await api.post('/distribution', { object: 'lead', name: 'Fairs', rule });
    await api.post('/teams', { name: 'North' });
    await page.reload();
    stage.at('a rule');
    const left = async () => (await api.get('/distribution?object=lead')).rules.length;
    await page.getByText('Fairs').first().click();
    const ask = page.getByRole('dialog', { name: fill(s.sharing.removeTitle, { name: 'Fairs' }) });
    await page.getByRole('dialog').getByRole('button', { name: t.common.remove, exact: true }).click();
    await ask.getByText(s.sharing.removeLead).waitFor();
    await accessible(page, 'what goes');
    await ask.getByRole('button', { name: t.common.cancel }).click();
    await ask.waitFor({ state: 'detached' });
    assert.equal(await left(), 1);
    await page.getByRole('dialog').getByRole('button', { name: t.common.remove, exact: true }).click();
    await ask.getByRole('button', { name: t.common.remove, exact: true }).click();
    await eventually(async () => assert.equal(await left(), 0), 'gone');
    stage.at('a team');
    await page.goto('/settings/teams');
    await page.getByText('North').first().click();
    await page.getByRole('dialog').getByRole('button', { name: t.common.remove, exact: true }).click();
    const team = page.getByRole('dialog', { name: fill(s.teams.removeTitle, { name: 'North' }) });
    await team.getByRole('button', { name: t.common.remove, exact: true }).click();
    await eventually(async () => assert.equal((await api.get('/teams')).teams.length, 0), 'gone');
    stage.at('an item of a checklist comes back');
    const first = async () => (await api.get('/pipelines')).pipelines[0].stages[0];
    const stageOf = await first();
    const checklist = [{ text: 'Need is written down', required: true }];
    await api.patch(`/stages/${stageOf.id}`, { rules: { checklist } });
    await page.goto('/settings/pipelines');
    const r = t.rules;
    await page.getByRole('button', { name: fill(r.ofStage, { name: stageOf.name }), exact: true }).click();
    await page.getByRole('dialog').getByRole('tab', { name: r.part.work }).click();
    await page.getByRole('button', { name: fill(r.takeAway, { name: 'Need is written down' }) }).click();
    await page.getByRole('dialog').getByRole('button', { name: t.common.save }).click();
    await eventually(async () => assert.deepEqual((await first()).rules.checklist, []), 'taken away');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(async () => assert.deepEqual((await first()).rules.checklist, checklist), 'brought back');
    await page.getByText('1 checklist item').first().waitFor();
    stage.at('an absence too');
    await api.post('/absences', { user: me, from: '2030-01-07', to: '2030-01-11', note: 'Skiing' });
    await page.goto('/settings/working-time');
    const absences = async () => (await api.get('/absences')).absences.map(({ from, to, note }) => [from, to, note]);
    await page.getByRole('button', { name: fill(s.hours.removeAbsence, { name: 'Vera Lind' }) }).click();
    await eventually(async () => assert.deepEqual(await absences(), []), 'taken away');
    await page.getByRole('button', { name: t.common.undo, exact: true }).click();
    await eventually(
      async () => assert.deepEqual(await absences(), [['2030-01-07', '2030-01-11', 'Skiing']]),
      'brought back',
    );
  },
  'the name of a stage has the room that it needs on a telephone': async (stage) => {
    const { api, page } = await at(stage, 'pipelines', { width: 390, height: 844 });
    const [first] = (await api.get('/pipelines')).pipelines[0].stages;
    const name = 'Waiting for the measurements';
    await api.patch(`/stages/${first.id}`, { name });
    await page.reload();
    const shown = page.getByRole('textbox', { name: fill(s.pipelines.stageName, { name }) });
    await shown.waitFor();
    const [needs, has] = await shown.evaluate((input) => [input.scrollWidth, input.clientWidth]);
    assert.ok(needs <= has, `${needs} px of name in ${has}`);
  },
  'a field of one’s own is added with its options and is in the form at once': async (stage) => {
    const { page } = await at(stage, 'fields');
    await page.getByRole('button', { name: s.fields.new }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: s.fields.name, exact: true }).fill('Colour');
    await dialog.getByRole('combobox', { name: s.fields.kind }).click();
    await page.getByRole('option', { name: s.kind.one_of }).click();
    for (const [index, option] of ['Red', 'Blue'].entries()) {
      await dialog.getByRole('button', { name: s.fields.addOption }).click();
      await dialog.getByLabel(fill(s.fields.option, { number: index + 1 })).fill(option);
    }
    await dialog.getByRole('button', { name: t.common.add, exact: true }).click();
    await page.getByRole('button', { name: /Colour/ }).waitFor();
    stage.at('on a new company');
    await page.goto('/records/company');
    await page.getByText('No companies yet').waitFor();
    await page.keyboard.press('c');
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: /more field/ }).click();
    await form.getByText('Colour').first().waitFor();
  },
  'options have names in each language, and a change in one leaves the others': async (stage) => {
    const { api, page } = await at(stage, 'fields');
    const options = [
      { key: 'red', label: { en: 'Red', ru: 'Красный', cs: 'Červená' } },
      { key: 'blue', label: { en: 'Blue', ru: 'Синий', cs: 'Modrá' } },
    ];
    const label = { en: 'Colour', ru: 'Цвет', cs: 'Barva' };
    await api.post('/catalogue/company/fields', { key: 'x_colour', kind: 'one_of', label, options });
    await page.reload();
    await page
      .getByRole('button', { name: /Colour/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(fill(s.fields.option, { number: 1 }), { exact: true }).fill('Crimson');
    await dialog.getByRole('button', { name: s.fields.otherLanguages }).click();
    const czech = dialog.getByLabel(
      fill(s.nameIn, { name: fill(s.fields.option, { number: 2 }), language: 'Čeština' }),
    );
    assert.equal(await czech.inputValue(), 'Modrá');
    await czech.fill('Modř');
    await accessible(page, 'options in several languages');
    await dialog.getByRole('button', { name: t.common.save, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const now = (await api.get('/catalogue/company/labels')).fields.x_colour;
    assert.deepEqual(now.options.red, { en: 'Crimson', ru: 'Красный', cs: 'Červená' });
    assert.deepEqual(now.options.blue, { en: 'Blue', ru: 'Синий', cs: 'Modř' });
    assert.deepEqual(now.label, label);
  },
  'companies are called clients when the administrator says so': async (stage) => {
    const { page } = await at(stage, 'fields');
    await page.getByRole('button', { name: s.fields.renameButton }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: s.fields.one, exact: true }).fill('Client');
    await dialog.getByRole('textbox', { name: s.fields.many, exact: true }).fill('Clients');
    await dialog.getByRole('button', { name: t.common.save }).click();
    await page.getByRole('navigation', { name: t.shell.mainMenu }).getByRole('link', { name: 'Clients' }).waitFor();
  },
  'rights of a role are saved together': async (stage) => {
    const { api, page } = await at(stage, 'roles');
    await page.getByRole('tab', { name: /Sales manager/ }).click();
    await page.getByLabel(`Deals: ${s.roles.action.delete}`).selectOption('own');
    await page.getByRole('button', { name: t.common.save }).click();
    await eventually(async () => {
      const { roles } = await api.get('/roles');
      assert.equal(roles.find((role) => role.key === 'manager').objects.deal.delete, 'own');
    }, 'saved');
  },
  'name, colour and menu of the workspace change in every open window': async (stage) => {
    const { server, api, page } = await at(stage, 'workspace');
    const other = await stage.window(server, api);
    await other.goto('/records/company');
    const menu = other.getByRole('navigation', { name: t.shell.mainMenu });
    await menu.waitFor();
    stage.at('name');
    await page.getByRole('textbox', { name: s.workspace.name }).fill('Fernhill');
    await page.getByRole('button', { name: t.common.save }).click();
    await menu.getByText('Fernhill').waitFor();
    stage.at('menu');
    await page.getByRole('button', { name: fill(s.workspace.hide, { name: 'Products' }) }).click();
    await menu.getByRole('link', { name: 'Products' }).waitFor({ state: 'detached' });
    stage.at('colour');
    await page.getByRole('button', { name: s.workspace.accents.teal }).click();
    await eventually(async () => {
      const accent = await other.evaluate(() => document.documentElement.style.getPropertyValue('--accent-fill'));
      assert.equal(accent, '#0f766e');
    }, 'colour');
    await accessible(page, 'with another accent');
  },
  'a page that came later speaks the new language at once, and so does the next one': async (stage) => {
    const { page } = await at(stage, 'pipelines');
    for (const [language, own] of [
      ['ru', 'Русский'],
      ['cs', 'Čeština'],
    ]) {
      stage.at(language);
      await page.locator('button[aria-haspopup="menu"]', { hasText: owner.name }).click();
      await page.getByRole('menuitemradio', { name: own }).click();
      const texts = words(language);
      await page.getByRole('heading', { name: texts.settings.section.pipelines, level: 2 }).waitFor();
      await page.getByText(texts.settings.pipelines.lead).waitFor();
      await page.getByRole('link', { name: texts.shell.funnel, exact: true }).click();
      await page.getByRole('heading', { name: texts.funnel.title, level: 1 }).waitFor();
      await page.getByRole('link', { name: texts.shell.settings, exact: true }).click();
      await page.getByRole('heading', { name: texts.settings.section.workspace, level: 2 }).waitFor();
      await page.getByRole('link', { name: texts.settings.section.pipelines }).click();
    }
  },
  'who may not administer sees no settings': async (stage) => {
    const { server, api } = await stage.workspace();
    const { roles } = await api.get('/roles');
    const manager = roles.find((role) => role.key === 'manager').id;
    const account = { email: 'ivan@kith.example', password: 'a password of his own' };
    await api.post('/users', { name: 'Ivan', ...account, roles: [manager] });
    const ivan = new Api(server.url);
    await ivan.signIn(account);
    const page = await stage.window(server, ivan);
    await page.goto('/settings/people');
    await page.getByText(s.notYours).waitFor();
    assert.equal(await page.getByRole('link', { name: t.shell.settings }).count(), 0);
  },
  'the address of the settings alone opens their first part, and an unknown address keeps the frame': async (stage) => {
    const { page } = await stage.open();
    await page.goto('/settings');
    await page.waitForURL(/\/settings\/workspace/);
    await page.goto('/no/such/page');
    await page.getByText(t.shell.pageGone).waitFor();
    await page.getByRole('navigation', { name: t.shell.mainMenu }).getByRole('link', { name: t.shell.home }).click();
    await page.waitForURL((url) => url.pathname === '/');
  },
  'a renamed object is called so by buttons, counts and views too': async (stage) => {
    const { server, api } = await stage.workspace();
    const each = (name) => ({ en: name, ru: name, cs: name });
    await api.patch('/catalogue/deal', {
      label: each('Opportunity'),
      label_plural: each('Opportunities'),
    });
    await api.create('deal', { name: 'Pumps' });
    const page = await stage.window(server, api);
    await page.goto('/records/deal');
    await page.getByText('Opportunities: 1').first().waitFor();
    await page.getByRole('tab', { name: 'All: Opportunities' }).waitFor();
    await page.getByRole('button', { name: 'New: Opportunity' }).waitFor();
    assert.equal(await page.getByText(/\bdeals?\b/i).count(), 0);
  },
};
