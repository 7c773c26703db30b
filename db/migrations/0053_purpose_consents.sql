-- One table for every purpose: what was said about news goes on in it.
ALTER TABLE "message_consents" RENAME TO "purpose_consents";--> statement-breakpoint
ALTER TABLE "purpose_consents" RENAME CONSTRAINT "message_consents_pk" TO "purpose_consents_pk";--> statement-breakpoint
ALTER TABLE "purpose_consents" RENAME CONSTRAINT "message_consents_patient_fk" TO "purpose_consents_patient_fk";--> statement-breakpoint
ALTER TABLE "purpose_consents" RENAME CONSTRAINT "message_consents_member_fk" TO "purpose_consents_member_fk";--> statement-breakpoint
ALTER TABLE "purpose_consents" RENAME CONSTRAINT "message_consents_how_known" TO "purpose_consents_how_known";--> statement-breakpoint
ALTER INDEX "message_consents_by_patient" RENAME TO "purpose_consents_by_patient";--> statement-breakpoint
ALTER TABLE "purpose_consents" DROP CONSTRAINT "message_consents_purpose_known";--> statement-breakpoint
ALTER TABLE "purpose_consents" ADD CONSTRAINT "purpose_consents_purpose_known" CHECK ("purpose_consents"."purpose" in ('care', 'news', 'statistics', 'sharing'));
