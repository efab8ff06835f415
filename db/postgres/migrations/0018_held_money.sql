-- Below zero it was where money was sent back twice; the book goes on telling so: the liability of such a payment stands
-- on the debit side.
UPDATE "payments" SET "held_minor" = 0 WHERE "held_minor" < 0;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_held_check" CHECK ("payments"."held_minor" >= 0);
