export { type Card, type CardColours, type CardLetter, type CardPicture, cardSize } from './card.js';
export { drawCard } from './draw-card.js';
export { oneLine, plain } from './plain.js';
export { serveCards } from './serve-cards.js';
