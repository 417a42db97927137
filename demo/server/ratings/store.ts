import type { Database } from '../database/database.js';

export interface Rating {
  /** The sender's number for this rating or comment. */
  id: string;
  rating: string | null;
  comment: string | null;
  /** The number of the rating that a comment belongs to. */
  follows: string | null;
  page: string | null;
}

export async function hasRating(db: Database, id: string): Promise<boolean> {
  return (await db.query('SELECT id FROM ratings WHERE id = $1', [id])).length > 0;
}

export async function keepRating(db: Database, rating: Rating, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO ratings (id, rating, comment, follows, page, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING`,
    [rating.id, rating.rating, rating.comment, rating.follows, rating.page, now.toISOString()],
  );
}
