import { catalogue, plural } from '#kernel/i18n';

const counted = (one: string, other: string) => (count: number, shown: string) =>
  `${shown} ${plural('en', count, { one, other })}`;

/** What is asked before something is done with a post. */
export const postsTexts = catalogue(
  {
    deletePost: 'Delete this post?',
    deleteRepeat: 'Take this back?',
    deleteMore: 'It cannot be brought back, and its pictures and files go with it.',
    deleteRepeatMore: 'The post that was repeated stays where it is.',
    deleteOthers: (name: string) => `You are deleting what ${name} wrote.`,
    lost: 'Also lost:',
    lostComments: counted('comment', 'comments'),
    lostStars: counted('star', 'stars'),
    lostKept: (_count: number, shown: string) => `the place in ${shown} collections`,
    delete: 'Delete',
    takeBack: 'Take back',
    keep: 'Keep it',
    whoSees: 'Who can see this post',
    save: 'Save',
    cancel: 'Cancel',
    audiences: {
      public: 'Everybody',
      private: 'Only me',
      friend: 'Friends',
      following: 'Followers',
    },
    audiencesMore: {
      public: 'Also people who are not signed in.',
      private: 'Nobody else finds or reads it.',
      friend: 'Members whose request you accepted, or who accepted yours.',
      following: 'Members who follow you, and friends.',
    },
  },
  {
    'zh-CN': {
      deletePost: '删除这条动态？',
      deleteRepeat: '撤销这次转发？',
      deleteMore: '删除后无法恢复，其中的图片和文件也会一并删除。',
      deleteRepeatMore: '被转发的原动态不受影响。',
      deleteOthers: (name: string) => `你正在删除 ${name} 的动态。`,
      lost: '同时失去：',
      lostComments: (_count: number, shown: string) => `${shown} 条评论`,
      lostStars: (_count: number, shown: string) => `${shown} 个赞`,
      lostKept: (_count: number, shown: string) => `${shown} 人的收藏`,
      delete: '删除',
      takeBack: '撤销转发',
      keep: '先留着',
      whoSees: '谁可以看到这条动态',
      save: '保存',
      cancel: '取消',
      audiences: { public: '所有人', private: '仅自己', friend: '好友', following: '关注者' },
      audiencesMore: {
        public: '未登录的访客也能看到。',
        private: '只有你自己能看到。',
        friend: '与你互为好友的成员。',
        following: '关注你的成员和好友。',
      },
    },
  },
);
export type PostsTexts = (typeof postsTexts)['en'];
