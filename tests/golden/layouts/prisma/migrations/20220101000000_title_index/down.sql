-- DropIndex
DROP INDEX CONCURRENTLY "Post_title_idx";
