export { type AccentColour, accentShades } from './accent.js';
export { avatarFile } from './avatars.js';
export { Badge } from './badge.js';
export { Avatar, AvatarLink, Byline, Handle, NameLink, Time } from './byline.js';
export { answeredBy, type CommentActs, inPlace, type ListPlace, pathTo, Votes } from './comment-acts.js';
export { Comment, CommentList } from './comment-list.js';
export { Composer, type ComposerProps, type ComposerTakes } from './composer.js';
export { ComposerItems, ItemTemplates, type ShownItem } from './composer-items.js';
export { composerTexts } from './composer.texts.js';
export { EmptyState } from './empty-state.js';
export { variantAt, variantOf } from './files.js';
export {
  ActionButton,
  Checkbox,
  Field,
  Form,
  FormToken,
  type Option,
  Select,
  Sendable,
  type ShownForm,
  TextArea,
} from './forms.js';
export { Icon, type IconName, iconNames, Mark, sprite, spritePath } from './icons.js';
export {
  type FooterLine,
  Layout,
  type PageCard,
  type PageIcons,
  type PageLook,
  type PageMeta,
  type Place,
} from './layout.js';
export { groundOf, letterIcon } from './letter-icon.js';
export { filePath, foreign, postPath, profilePath, safeLink, shortAddress, topicPath } from './links.js';
export { Count, Marks } from './marks.js';
export { Menu, type Tab, Tabs } from './menus.js';
export { Cover, CropDialog, PictureField, WideLogo } from './own-pictures.js';
export { Back, Pager } from './pager.js';
export { FollowButton, PersonRow } from './person-row.js';
export { pictureAddress } from './picture-address.js';
export { Thumbs } from './pictures.js';
export { PostCard, WholePost } from './post-card.js';
export { blockType, Covered, picturesOf, textOf, titleOf } from './post-parts.js';
export { QuotedPost } from './quoted-post.js';
export { type Reader, readerOf } from './reader.js';
export { keptBy } from './kept-parts.js';
export { lasting } from './lasting.js';
export { render, renderPart } from './render.js';
export { RichText } from './rich-text.js';
export { momentIn, spanIn } from './spans.js';
export { stylesheet } from './stylesheet.js';
export { exactTime, spokenNumber, spokenPrice, spokenTime, toTheMinute } from './times.js';
export { colours, ownTokensCss, type Shades } from './tokens.js';
export { viewerTexts } from './viewer.texts.js';
export type {
  Audience,
  BlockView,
  CommentView,
  OwnMarks,
  PersonView,
  Picture,
  PostView,
  QuotedView,
  ReplyView,
} from './views.js';
