import { Module } from '@nestjs/common';
import { ShellModule } from '#web/shell';
import { AccountPagesModule } from './account/account-pages.module.js';
import { CardPagesModule } from './cards/cards.module.js';
import { ComposePagesModule } from './compose/compose-pages.module.js';
import { FeedPagesModule } from './feeds/feed-pages.module.js';
import { GalleryModule } from './gallery/gallery.module.js';
import { LivePagesModule } from './live/live-pages.module.js';
import { MessagePagesModule } from './messages/message-pages.module.js';
import { PostPagesModule } from './post/post-pages.module.js';
import { ProfilePagesModule } from './profile/profile-pages.module.js';
import { SearchPagesModule } from './search/search-pages.module.js';
import { SettingsPagesModule } from './settings/settings-pages.module.js';
import { TextPagesModule } from './texts/text-pages.module.js';
import { TimelinePagesModule } from './timeline/timeline-pages.module.js';
import { TopicPagesModule } from './topics/topic-pages.module.js';
import { WalletPagesModule } from './wallet/wallet-pages.module.js';

/** The pages of a community, area by area. */
@Module({
  imports: [
    ShellModule,
    AccountPagesModule,
    CardPagesModule,
    ComposePagesModule,
    FeedPagesModule,
    GalleryModule,
    LivePagesModule,
    MessagePagesModule,
    PostPagesModule,
    ProfilePagesModule,
    SearchPagesModule,
    SettingsPagesModule,
    TextPagesModule,
    TimelinePagesModule,
    TopicPagesModule,
    WalletPagesModule,
  ],
})
export class SiteModule {}
