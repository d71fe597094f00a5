import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { PagerView } from '#kernel/http';
import { PostView } from '#community/posts';
import { FoundMemberView, FoundNamesView, snippetAbout, UnderstoodView } from '#community/search';
import { TopicView } from '#community/topics';

export class FoundPostView extends PostView {
  @ApiProperty({
    type: String,
    description: `Some 160 characters of its text; empty where it has a \`cover\`. ${snippetAbout}`,
  })
  snippet!: string;
}

const items = { oneOf: [FoundPostView, FoundMemberView, TopicView].map((type) => ({ $ref: getSchemaPath(type) })) };

@ApiExtraModels(FoundPostView, FoundMemberView, TopicView)
export class SearchPageView {
  @ApiProperty({ type: 'array', items, description: 'Of the `type` that was asked for.' })
  list!: (FoundPostView | FoundMemberView | TopicView)[];
  @ApiProperty({ type: () => PagerView }) pager!: PagerView;
  @ApiProperty({ type: () => UnderstoodView }) understood!: UnderstoodView;
  @ApiProperty({ type: String, required: false, description: 'The words that were taken for mistyped ones.' })
  instead?: string;
  @ApiProperty({ type: () => FoundNamesView, required: false, description: 'Where nothing was found.' })
  near?: FoundNamesView;
}
