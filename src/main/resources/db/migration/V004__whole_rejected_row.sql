-- A row that was left out is kept whole.
ALTER TABLE rejected_row ALTER COLUMN raw SET DATA TYPE VARCHAR(1000000);
