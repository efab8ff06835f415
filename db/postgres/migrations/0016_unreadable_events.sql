-- They stood as done, with nothing to do. Of one that was found by reconciling the body is ours: nobody could read it anew.
UPDATE "webhook_events" SET "outcome" = 'unreadable', "event" = jsonb_set("event", '{about}', '"unreadable"') WHERE "kind" = 'unreadable' AND "outcome" = 'nothing' AND "origin" <> 'reconciliation';
