/** What members do to a post for themselves, once each; the post counts them. */
export type Favour = 'star' | 'collection';
