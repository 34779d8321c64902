-- To whom leads and deals go. definition: JSON, as the API takes and gives it; turn: the mark of the last turn.
CREATE TABLE distribution_rule (
  id UUID PRIMARY KEY NOT NULL, object TEXT NOT NULL, name TEXT NOT NULL, position INT NOT NULL, active INT NOT NULL,
  definition TEXT NOT NULL, turn INT NOT NULL DEFAULT 0, version INT NOT NULL, created_at INT NOT NULL,
  updated_at INT NOT NULL
) CLUSTERED;
CREATE INDEX ix_distribution_rule__object ON distribution_rule (object, position);

-- Where everybody (a person, a team) stands in the turns of a rule.
CREATE TABLE distribution_turn (rule UUID NOT NULL, taker UUID NOT NULL, mark INT NOT NULL, PRIMARY KEY (rule, taker)) CLUSTERED;

-- Leads that wait to be accepted; had: who has had them (JSON), the present one last.
CREATE TABLE distribution_wait (
  record UUID PRIMARY KEY NOT NULL, rule UUID NOT NULL, had TEXT NOT NULL, until INT NOT NULL
) CLUSTERED;
CREATE INDEX ix_distribution_wait__rule ON distribution_wait (rule);
