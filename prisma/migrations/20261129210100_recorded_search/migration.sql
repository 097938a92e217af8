-- What people search in a recorded payment, folded as everywhere (see *_search): what its list shows of it. Its job's and
-- its customer's texts stay with the job, because nobody may change a row of this table.
ALTER TABLE "recorded_payment" ADD COLUMN "search" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (fold_text(
  CASE method WHEN 'check' THEN 'check ' WHEN 'cash' THEN 'cash ' ELSE 'other payment ' END
  || coalesce(reference, '') || CASE WHEN came_back THEN ' came back' ELSE ' received' END
  || ' recorded by ' || recorded_by_name)) STORED;
