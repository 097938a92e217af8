-- A milestone of a signed schedule was marked as reached, or that was taken back: an event of the agreement, whose detail
-- is the milestone. A process of the version before can't read the timeline of a job that has one.
ALTER TYPE "document_act" ADD VALUE 'reached';
ALTER TYPE "document_act" ADD VALUE 'unreached';
