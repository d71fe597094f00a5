export type { FoundMemberRow } from './found-members.queries.js';
export { type FoundNames, likelyName, NamesSearchService, nameWords } from './names-search.service.js';
export { type PostQuestion, PostSearchService } from './post-search.service.js';
export { type Asked, asksForSomething, isAttachment, nothingAsked, readBox } from './query-language.js';
export {
  askedFrom,
  choiceFrom,
  kindFrom,
  orderFrom,
  postFilters,
  refusePostFilters,
  searchOrders,
  shortTextFrom,
} from './search-request.js';
export { SearchModule } from './search.module.js';
export {
  FoundMemberView,
  foundMemberView,
  FoundNamesView,
  foundNamesView,
  foundTopicView,
  snippetAbout,
  UnderstoodView,
  understoodView,
} from './search.views.js';
export type { Shown } from './shown-hits.js';
export { type Piece, piecesOf, snippetOf, type Wanted, wantedOf } from './snippets.js';
