//! What happened in the sample company over the last year, worked out in advance: who did what on which day. Nothing
//! here touches a database; the same seed tells the same story.

use super::random::Chance;
use super::words::Words;

/// How many of each there are.
pub(super) const CONTACTS: usize = 80;
const DEALS: usize = 60;
const WON: usize = 22;
const LOST: usize = 13;

/// Who opens the workspace; the people of the words come before.
pub(super) const ADMINISTRATOR: usize = 5;
/// Every eighth customer is the administrator's, beginning with the third.
const OWN_FIRMS: (usize, usize) = (8, 2);
/// What is planned for a deal: day, minute and words.
type Plan = (i64, i64, usize);
/// Open deals of the administrator's, with what is planned for each.
const OWN_CASES: [(usize, Option<Plan>); 7] = [
    (39, Some((-3, 840, 9))),
    (44, Some((-1, 630, 0))),
    (40, Some((0, 660, 1))),
    (45, Some((0, 900, 4))),
    (42, Some((1, 600, 3))),
    (43, Some((3, 690, 7))),
    (41, None),
];

/// A moment: days before (negative) or after today, and the minute of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct When {
    pub day: i64,
    pub minute: i64,
}

/// A company of the story, by its place in the words.
pub(super) struct Firm {
    pub owner: usize,
    pub line: u32,
    pub employees: i64,
    pub founded: i64,
    pub street: usize,
    pub house: i64,
    pub tag: Option<usize>,
}

pub(super) struct Person {
    pub firm: usize,
    pub owner: usize,
    pub is_woman: bool,
    pub given: usize,
    pub family: usize,
    pub position: usize,
    pub mobile: u32,
    pub birthday: Option<(i64, i64, i64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// In the open stage of that place.
    Open(usize),
    Won,
    Lost,
}

pub(super) struct Case {
    pub firm: usize,
    pub person: usize,
    pub outcome: Outcome,
    pub source: usize,
    /// Product and quantity of each line.
    pub lines: Vec<(usize, i64)>,
    pub discount: i64,
    pub engaged: i64,
    pub expected: i64,
}

pub(super) struct Chore {
    pub case: usize,
    pub words: usize,
    pub due: When,
    pub is_high: bool,
}

/// One thing that somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Product(usize),
    Firm(usize),
    Person(usize),
    Case(usize),
    /// To the open stage of that place.
    Move(usize, usize),
    Win(usize, usize),
    Lose(usize, usize),
    Chore(usize),
    /// Done, with the result of that place.
    Done(usize, usize),
    /// A note on a deal.
    Note(usize, usize),
    /// A note on a company.
    FirmNote(usize, usize),
    /// The meeting that the administrator holds every week.
    Weekly,
}

pub(super) struct Story {
    pub firms: Vec<Firm>,
    pub people: Vec<Person>,
    pub cases: Vec<Case>,
    pub chores: Vec<Chore>,
    /// In the order in which it happened: when, who, what.
    pub steps: Vec<(When, usize, Step)>,
}

/// Tells the story.
pub(super) fn tell(words: &Words, seed: u64) -> Story {
    let mut teller = Teller {
        words,
        chance: Chance::new(seed),
        story: Story { firms: vec![], people: vec![], cases: vec![], chores: vec![], steps: vec![] },
        firm_since: vec![],
    };
    for product in 0..words.products.len() {
        teller.step(When { day: -380, minute: 540 + 5 * product as i64 }, 0, Step::Product(product));
    }
    teller.firms();
    teller.people();
    for case in 0..DEALS {
        teller.case(case);
    }
    teller.step(When { day: -20, minute: 545 }, ADMINISTRATOR, Step::Weekly);
    teller.story.steps.sort_by_key(|(when, _, _)| *when);
    teller.story
}

struct Teller<'a> {
    words: &'a Words,
    chance: Chance,
    story: Story,
    firm_since: Vec<i64>,
}

impl Teller<'_> {
    fn step(&mut self, when: When, who: usize, step: Step) {
        self.story.steps.push((when, who, step));
    }

    /// Some have more customers than others.
    fn owner(&mut self) -> usize {
        *self.chance.pick(&[0, 1, 1, 1, 2, 2, 3, 3, 3, 4])
    }

    fn firms(&mut self) {
        let count = self.words.customers.len() as i64;
        for at in 0..self.words.customers.len() {
            let owner = self.owner();
            let owner = if at % OWN_FIRMS.0 == OWN_FIRMS.1 { ADMINISTRATOR } else { owner };
            let tag = self.chance.percent(40).then(|| self.chance.below(self.words.tags.len()));
            let firm = Firm {
                owner,
                line: self.chance.below(10) as u32 + 10 * at as u32,
                employees: *self.chance.pick(&[6, 9, 14, 22, 35, 48, 70, 110, 180, 320]),
                founded: self.chance.between(1968, 2019),
                street: self.chance.below(self.words.streets.len()),
                house: self.chance.between(1, 98),
                tag,
            };
            self.story.firms.push(firm);
            let day = -370 + 300 * at as i64 / count;
            self.firm_since.push(day);
            self.step(When { day, minute: 560 }, owner, Step::Firm(at));
            if self.chance.percent(30) {
                let note = self.chance.below(self.words.notes.len());
                let day = (day + self.chance.between(1, 60)).min(-1);
                self.step(When { day, minute: 700 }, owner, Step::FirmNote(at, note));
            }
        }
    }

    /// Two people a company; nobody has the name of another.
    fn people(&mut self) {
        let mut taken = Vec::new();
        for at in 0..CONTACTS {
            let firm = at % self.story.firms.len();
            let (is_woman, given, family) = loop {
                let is_woman = self.chance.percent(50);
                let names = if is_woman { self.words.women } else { self.words.men };
                let name = (is_woman, self.chance.below(names.len()), self.chance.below(self.words.families.len()));
                if !taken.contains(&name) {
                    break name;
                }
            };
            taken.push((is_woman, given, family));
            let birthday = self
                .chance
                .percent(45)
                .then(|| (self.chance.between(1962, 1999), self.chance.between(1, 12), self.chance.between(1, 28)));
            let person = Person {
                firm,
                owner: self.story.firms[firm].owner,
                is_woman,
                given,
                family,
                position: self.chance.below(self.words.positions.len()),
                mobile: at as u32 * 12 + 3,
                birthday,
            };
            let owner = person.owner;
            self.story.people.push(person);
            let minute = if at < self.story.firms.len() { 565 } else { 640 };
            let when = When { day: self.firm_since[firm], minute };
            self.step(when, owner, Step::Person(at));
        }
    }

    fn case(&mut self, at: usize) {
        let firm = self.chance.below(self.story.firms.len());
        let firm = match OWN_CASES.iter().position(|(own, _)| *own == at) {
            Some(place) => (place * OWN_FIRMS.0 + OWN_FIRMS.1) % self.story.firms.len(),
            None => firm,
        };
        let owner = self.story.firms[firm].owner;
        let outcome = match at {
            at if at < WON => Outcome::Won,
            at if at < WON + LOST => Outcome::Lost,
            at => Outcome::Open([0, 0, 1, 1, 1, 2, 2, 2, 3, 3][(at - WON - LOST) % 10]),
        };
        let is_open = matches!(outcome, Outcome::Open(_));
        let begun = if is_open { self.chance.between(-70, -6) } else { self.chance.between(-340, -80) };
        let begun = begun.max(self.firm_since[firm] + 1).min(-6);
        let lasts = self.chance.between(12, 70).min(-begun - 2);
        let ended = begun + lasts;
        let expected = if is_open { self.chance.between(-6, 55) } else { ended + self.chance.between(-8, 10) };
        let mut lines = vec![(self.chance.below(8), self.chance.between(1, 14))];
        if self.chance.percent(55) {
            lines.push((8, self.chance.between(1, 4)));
        }
        if self.chance.percent(65) {
            lines.push((9, self.chance.between(1, 5)));
        }
        let discount = *self.chance.pick(&[0, 0, 0, 5, 10]);
        let case = Case {
            firm,
            person: firm + self.story.firms.len() * self.chance.below(2),
            outcome,
            source: self.chance.below(self.words.sources.len()),
            lines,
            discount,
            engaged: begun,
            expected,
        };
        self.story.cases.push(case);
        self.step(When { day: begun, minute: 610 }, owner, Step::Case(at));
        self.course(at, owner, outcome, begun, ended);
        self.work(at, owner, is_open, begun, ended);
    }

    /// Through the stages, one after the other.
    fn course(&mut self, at: usize, owner: usize, outcome: Outcome, begun: i64, ended: i64) {
        let last = match outcome {
            Outcome::Open(stage) => stage,
            Outcome::Won => 3,
            Outcome::Lost => self.chance.below(4),
        };
        for stage in 1..=last {
            let day = begun + (ended - begun) * stage as i64 / (last as i64 + 1);
            self.step(When { day, minute: 660 + stage as i64 }, owner, Step::Move(at, stage));
        }
        let when = When { day: ended, minute: 980 };
        match outcome {
            Outcome::Open(_) => {}
            Outcome::Won => {
                let why = self.chance.below(self.words.won.len());
                self.step(when, owner, Step::Win(at, why));
            }
            Outcome::Lost => {
                let why = self.chance.below(self.words.lost.len());
                self.step(when, owner, Step::Lose(at, why));
            }
        }
    }

    /// Calls, meetings and notes along the way, and for most open deals something still to do.
    fn work(&mut self, at: usize, owner: usize, is_open: bool, begun: i64, ended: i64) {
        for _ in 0..=self.chance.below(2) {
            let day = self.chance.between(begun + 1, ended.min(-1));
            let due = When { day, minute: 30 * self.chance.between(18, 33) };
            let chore = self.chore(at, due);
            self.step(When { day: begun, minute: 615 }, owner, Step::Chore(chore));
            let result = self.chance.below(self.words.results.len());
            self.step(When { day, minute: due.minute + 25 }, owner, Step::Done(chore, result));
        }
        if self.chance.percent(60) {
            let note = self.chance.below(self.words.notes.len());
            let day = self.chance.between(begun, ended.min(-1));
            self.step(When { day, minute: 820 }, owner, Step::Note(at, note));
        }
        if !is_open {
            return;
        }
        let Some((due, words)) = self.planned(at) else { return };
        let chore = self.chore(at, due);
        if let Some(words) = words {
            self.story.chores[chore].words = words;
        }
        let since = When { day: (begun + 1).max(due.day - 12).min(-1), minute: 900 };
        self.step(since, owner, Step::Chore(chore));
    }

    /// When something is due for an open deal, and in which words if that is told.
    fn planned(&mut self, at: usize) -> Option<(When, Option<usize>)> {
        if let Some((_, agenda)) = OWN_CASES.iter().find(|(own, _)| *own == at) {
            return agenda.map(|(day, minute, words)| (When { day, minute }, Some(words)));
        }
        // Of ten open deals two are overdue, two are due today, four are planned, and two have nothing to do.
        let day = match at % 10 {
            4 | 9 => self.chance.between(-6, -1),
            0 | 5 => 0,
            1 | 6 => return None,
            _ => self.chance.between(1, 14),
        };
        Some((When { day, minute: 30 * self.chance.between(18, 33) }, None))
    }

    fn chore(&mut self, case: usize, due: When) -> usize {
        let words = self.chance.below(self.words.tasks.len());
        let is_high = self.chance.percent(15);
        self.story.chores.push(Chore { case, words, due, is_high });
        self.story.chores.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_tells_the_same_story_and_another_tells_another() {
        for words in [&super::super::en::WORDS, &super::super::ru::WORDS, &super::super::cs::WORDS] {
            assert_eq!(tell(words, 7).steps, tell(words, 7).steps);
            assert_ne!(tell(words, 7).steps, tell(words, 8).steps);
        }
    }

    #[test]
    fn nothing_happens_before_what_it_needs_or_in_the_future() {
        let story = tell(&super::super::en::WORDS, 1);
        let place = |step: Step| story.steps.iter().position(|(_, _, s)| *s == step);
        for (at, (when, _, step)) in story.steps.iter().enumerate() {
            assert!(when.day < 0, "{step:?}");
            let needs = match *step {
                Step::Person(person) => vec![Step::Firm(story.people[person].firm)],
                Step::Case(case) => vec![Step::Person(story.cases[case].person), Step::Product(9)],
                Step::Move(case, stage) if stage > 1 => vec![Step::Case(case), Step::Move(case, stage - 1)],
                Step::Move(case, _) | Step::Win(case, _) | Step::Lose(case, _) | Step::Note(case, _) => {
                    vec![Step::Case(case)]
                }
                Step::Chore(chore) => vec![Step::Case(story.chores[chore].case)],
                Step::Done(chore, _) => vec![Step::Chore(chore)],
                Step::FirmNote(firm, _) => vec![Step::Firm(firm)],
                _ => vec![],
            };
            for need in needs {
                assert!(place(need).is_some_and(|before| before < at), "{step:?} needs {need:?}");
            }
        }
        assert_eq!(story.cases.len(), DEALS);
        assert_eq!(story.people.len(), CONTACTS);
    }
}
