-- The sweeps of stored texts for card numbers (scripts/mask-cards.ts). They run as the tables' owner.
CREATE TABLE card_number_sweep (
  rule integer PRIMARY KEY, -- of which wording of the rule: a wider one sweeps again
  finished_at timestamptz NOT NULL DEFAULT now(),
  masked integer NOT NULL, -- texts
  untouched text[] NOT NULL -- columns in which a text couldn't be masked: two that differ only in the number, where each is there once
);

ALTER TABLE card_number_sweep ENABLE ROW LEVEL SECURITY;
ALTER TABLE card_number_sweep FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON card_number_sweep USING (app_system()) WITH CHECK (app_system());
