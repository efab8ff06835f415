-- They stood as done, with nothing to do.
UPDATE "webhook_events" SET "outcome" = 'unreadable', "event" = jsonb_set("event", '{about}', '"unreadable"') WHERE "kind" = 'unreadable' AND "outcome" = 'nothing';
