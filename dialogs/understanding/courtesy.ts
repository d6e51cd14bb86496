import { isReadWhole, normalise } from './normalise.ts'
import { saysOnly } from './said.ts'

const THANKS =
  'thanks,thank you,thank you very much,thank you so much,thanks a lot,thanks so much,many thanks,thanks again,thx,ty,tysm,cheers,' +
  'much appreciated,i appreciate it,appreciate it,appreciated,for your help,for the help,for that,bye,goodbye,good bye,have a nice day,' +
  '謝謝,謝謝你,謝謝您,謝謝你們,非常感謝,十分感謝,感謝,感謝您,多謝,謝了,謝啦,感恩,辛苦了,麻煩了,麻煩您了,再見,掰掰,拜拜'
const FINE =
  'ok,okay,k,kk,okey,okie,alright,all right,fine,good,great,perfect,excellent,awesome,cool,nice,super,wonderful,got it,understood,' +
  'i see,i understand,noted,sounds good,will do,makes sense,very good,that is fine,thats fine,thats great,no problem,np,' +
  '好,好的,好喔,好哦,好啊,好呀,好了解,了解,瞭解,知道了,我知道了,收到,明白,明白了,懂了,沒問題,沒事,嗯,嗯嗯,恩,行,可以,太好了,很好,讚,太棒了'
/** Nothing but signs of the kind; a thumb down or an angry face is no thanks. */
const SIGNS =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\u20e3\s!~.。！～])+$/u
const NO_THANKS = /[👎😠😡🤬😤💢🖕❌🚫✖❓❔]/u

/** `thanks`: said in whatever words; `fine`: taken note of. Neither asks for anything, and neither answers anything. */
export function readCourtesy(said: string): 'thanks' | 'fine' | undefined {
  if (!isReadWhole(said) || said.trim() === '') return undefined
  if (/\p{Extended_Pictographic}/u.test(said) && SIGNS.test(said) && !NO_THANKS.test(said)) return 'fine'
  const words = normalise(said).replace(/[ ,]+/g, ' ').trim()
  const rest = `${FINE},${THANKS}`
  if (saysOnly(words, FINE)) return 'fine'
  return saysOnly(words, rest) ? 'thanks' : undefined
}
