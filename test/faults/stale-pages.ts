import { both, no, yes } from './stale-facts.js';
import { candidates, type Got, type Judge, type ListRule, listRules, tabRule } from './stale-judges.js';
import { type Mark, marksIn, type ModelMember, type ModelPost } from './stale-model.js';
import { faultsOfPage, type Sight, type Stretch } from './stale-sight.js';

/** Of every page with posts. */
const first: Stretch = { offset: 0, size: 20 };

/** Pages have no names for what stands in them: all that is known of it is which marks there are. */
class Page {
  readonly faults: string[] = [];
  readonly posts: readonly ModelPost[];
  readonly comments: ReadonlySet<number>;

  constructor(
    private readonly sight: Sight,
    { text }: Got,
  ) {
    const marks = marksIn(text);
    this.posts = [...new Set(marks.flatMap((mark) => this.postOf(mark)))];
    this.comments = new Set(marks.flatMap(({ kind, number }) => (kind === 'c' ? [number] : [])));
    for (const mark of marks) this.compareName(mark);
  }

  private postOf({ kind, number, version }: Mark): ModelPost[] {
    if (kind !== 'p') return [];
    const post = this.sight.community.posts.get(number);
    if (!post?.version.allows(version, this.sight.moment)) this.faults.push(`post ${number} of version ${version}`);
    return post ? [post] : [];
  }

  private compareName({ kind, number, version }: Mark): void {
    const member = kind === 'm' && version > 0 ? this.sight.community.members[number] : undefined;
    if (member && !member.version.allows(version, this.sight.moment))
      this.faults.push(`name of member ${number} is version ${version}`);
  }
}

const notPage = ({ status }: Got): string[] => [`answered with ${status}`];

const judgeListPage =
  (rule: ListRule): Judge =>
  (sight, got) => {
    if (got.status !== 200) return notPage(got);
    const page = new Page(sight, got);
    const may = candidates(rule, sight);
    const listed = new Set(may.map(({ item }) => item));
    const quoted = new Set(may.flatMap(({ item }) => item.quoted ?? []));
    for (const post of page.posts)
      if (!listed.has(post) && !(quoted.has(post) && sight.sees(post) !== no))
        page.faults.push(`post ${post.number} may not be on this page`);
    // Where nothing is quoted, the marks stand in the order of the posts.
    const shown =
      quoted.size === 0 ? page.posts : may.map(({ item }) => item).filter((post) => page.posts.includes(post));
    const missing = faultsOfPage(shown, may, first).filter(
      (fault) => quoted.size === 0 || fault.endsWith('is missing'),
    );
    return [...page.faults, ...missing];
  };

export const judgeFrontPage = (style: keyof typeof listRules): Judge => judgeListPage(listRules[style]);

export const judgeMemberPage = (member: ModelMember): Judge => judgeListPage(tabRule('post', member));

/** What may not be seen is not there. */
export const judgePostPage =
  (post: ModelPost): Judge =>
  (sight, got) => {
    const seen = sight.sees(post);
    if (got.status !== 200) return got.status === 404 && seen !== yes ? [] : notPage(got);
    const page = new Page(sight, got);
    if (seen === no) page.faults.push(`post ${post.number} may not be seen`);
    if (!page.posts.includes(post)) page.faults.push(`post ${post.number} is not on its page`);
    const strange = page.posts.filter(
      (other) => other !== post && !(other === post.quoted && sight.sees(other) !== no),
    );
    for (const { number } of strange) page.faults.push(`post ${number} may not be on the page of ${post.number}`);
    return [...page.faults, ...commentFaults(post, page.comments, sight)];
  };

function commentFaults({ answers }: ModelPost, shown: ReadonlySet<number>, sight: Sight): string[] {
  const faults: string[] = [];
  for (const comment of [...answers, ...answers.flatMap(({ replies }) => replies)]) {
    const above = comment.parent ? sight.isSaid(comment.parent) : yes;
    const isShown = shown.has(comment.number);
    const state = isShown ? 'on its page' : 'missing';
    if (both(above, sight.isSaid(comment)) === (isShown ? no : yes))
      faults.push(`comment ${comment.number} is ${state}`);
  }
  return faults;
}
