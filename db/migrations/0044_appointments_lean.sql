ALTER TABLE "appointments" DROP CONSTRAINT "appointments_of_clinic";
--> statement-breakpoint
DROP INDEX "appointments_by_chain";