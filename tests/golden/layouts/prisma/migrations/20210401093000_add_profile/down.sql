-- AlterTable
ALTER TABLE "User" DROP COLUMN "displayName",
ADD COLUMN     "name" TEXT;
