import { serveCards } from '#web/cards';

serveCards();
