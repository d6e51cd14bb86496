import { readCourtesy } from '../understanding/courtesy.ts'
import { framesOf } from '../understanding/frames.ts'
import { normalise } from '../understanding/normalise.ts'
import { CHINESE_NUMBER, ENGLISH_ORDINAL, numberOf } from '../understanding/numbers.ts'
import { said, saysOnly } from '../understanding/said.ts'
import { misspelling } from '../understanding/spelling.ts'

// What is answered to a question of ours, in either language whichever is set: the library's own prompts know neither
// 不要 nor 取消. Whoever says more than the answer, or says two things, is not taken by the word but asked again (F35).

const YES =
  'yes,y,yeah,yea,yep,yup,ya,sure,sure thing,ok,okay,k,kk,of course,certainly,absolutely,definitely,correct,right,thats right,that is right,' +
  'thats correct,confirm,confirmed,i confirm,i do,agree,agreed,i agree,accept,i accept,go ahead,do it,do that,lets do it,fine,sounds good,' +
  'good,great,perfect,true,affirmative,no problem,why not,it is,i am,i am sure,im sure,i want that,i want to,looks good,all right,alright,' +
  '是,是的,對,對的,沒錯,沒有錯,好,好的,可以,要,我要,要的,確認,確定,我確定,我確認,同意,我同意,接受,沒問題,行,當然,當然要,想,正確,沒關係,答應,ok'
const NO =
  'no,n,nope,nah,nay,no way,not,dont,do not,i dont,i do not,never,negative,cancel,cancel it,stop,stop it,false,wrong,incorrect,not now,not yet,no thanks,' +
  'not correct,not right,disagree,i disagree,decline,i decline,refuse,reject,of course not,certainly not,absolutely not,rather not,id rather not,' +
  'dont do it,do not do it,dont do that,i dont want to,i dont want that,i do not agree,i dont agree,forget it,never mind,' +
  '不,不要,我不要,不用,不是,不對,不行,不可以,不同意,我不同意,不接受,不想,我不想,不好,不必,不需要,否,否定,沒有,還沒,先不要,先不用,暫時不要,取消,' +
  '停止,算了,錯,錯了,有錯,別,拒絕,不確認,不正確,不要了,不用了'

const DONE =
  'done,im done,i am done,its done,it is done,all done,finished,im finished,i have finished,ive finished,complete,completed,ready,im ready,' +
  'i did it,did it,i did,i have done it,ive done it,added,i added it,ive added it,i have added it,added it,card added,i added the card,i added my card,ive added the card,ive added my card,i have added the card,i have added my card,back again,im back,' +
  '完成,完成了,已完成,已經完成,好了,我好了,弄好了,我弄好了,做完了,加好了,我加好了,搞定,搞定了,可以了,填好了,我填好了,輸入好了,新增好了,結束了,辦好了,都好了,回來了,我回來了,已經好了,已經弄好了,都弄好了,全部弄好了,卡加好了,卡片加好了,信用卡加好了,卡片新增好了,已新增,已經新增,已經新增了,新增了,新增完成'
/** Said before it without changing it: "ok done", 好的，弄好了. */
const FIRST_YES = /^(?:(?:ok|okay|yes|yeah|yep|yup|sure|great|all right|alright|right)\b|好的|好|是的|對|嗯) ?/

const THUMB_UP = /^(?:\s|👍|👌|✅|🆗|☑|✔|\p{Emoji_Modifier}|\uFE0F)+$/u
const THUMB_DOWN = /^(?:\s|👎|❌|🚫|✖|\p{Emoji_Modifier}|\uFE0F)+$/u

/** undefined: neither, or both. */
export function readYesNo(text: string): boolean | undefined {
  if (/\S/.test(text) && text.length < 20) {
    if (THUMB_UP.test(text)) return true
    if (THUMB_DOWN.test(text)) return false
  }
  const answer = said(text)
  if (saysOnly(answer, NO)) return false
  return saysOnly(answer, YES) ? true : undefined
}

/** Plainly yes: what is said to be polite, or to have taken note, agrees to nothing about money. */
export function readYes(text: string): boolean {
  return readYesNo(text) === true && readCourtesy(text) === undefined
}

/** Said when coming back from a hosted page, whether of a payment method or of the bank. It is looked up, not believed. */
export function readDone(text: string): boolean {
  const answer = said(text)
  return saysOnly(answer, DONE) || saysOnly(answer.replace(FIRST_YES, ''), DONE)
}

const COUNTED = '[個項筆張份家位款種名人天號席次]'
const NUMBERS = [
  /^(?:the |number |no |nr |option |item |choice )?#? ?(\d{1,9})(?: (?:st|nd|rd|th))?(?: one)?$/,
  new RegExp(`^第? ?(\\d{1,9}|${CHINESE_NUMBER}) ?${COUNTED}?$`),
  new RegExp(`^(?:the )?(${ENGLISH_ORDINAL})(?: one| item| option)?$`),
  /^(?:number |option )?([a-z]{3,9})$/,
]

/** One whole number and nothing else: 12, １２, 1,200, 十二, 第二個, two, the second one. Not below zero, not a fraction. */
function readNumber(text: string): number | undefined {
  const short = text
    .slice(0, 60)
    .normalize('NFKC')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  if (/\d\s*[.,/:-]\s*\d|[-−]\s*\d/.test(short)) return undefined
  const answer = said(short)
  for (const pattern of NUMBERS) {
    const number = numberOf(pattern.exec(answer)?.[1] ?? '')
    if (number !== undefined && number >= 0) return number
  }
  return undefined
}

const LAST = /^(?:the )?last(?: one)?$|^最後(?:一)?[個項筆張份]?$/

/**
 * Which of the choices is meant, from 0. Each has one or more words (its title in both languages, its id). Read in this
 * order: a choice's own word, its number in the list, the beginning of just one, just one of them within the answer, just
 * one of them misspelt.
 */
export function readChoice(text: string, choices: string[][]): number | undefined {
  const answer = said(text)
  if (answer === '') return undefined
  const words = choices.map((choice) => choice.map(said).filter((word) => word !== ''))
  const only = (test: (word: string) => boolean): number | undefined => {
    const fitting = words.flatMap((choice, at) => (choice.some(test) ? [at] : []))
    return fitting.length === 1 ? fitting[0] : undefined
  }
  const own = only((word) => word === answer)
  if (own !== undefined) return own
  const number = LAST.test(answer) ? choices.length : readNumber(text)
  if (number !== undefined) return number >= 1 && number <= choices.length ? number - 1 : undefined
  const long = answer.length >= (/^\p{Script=Han}/u.test(answer) ? 1 : 2)
  return (
    (long ? only((word) => word.startsWith(answer)) : undefined) ??
    (framesOf(normalise(text)).has('forbids') ? undefined : only((word) => holds(answer, word))) ??
    only((word) => word.length >= 5 && misspelling(answer, word, 1) <= 1)
  )
}

function holds(answer: string, word: string): boolean {
  return /\p{Script=Han}/u.test(word) ? answer.includes(word) : ` ${answer} `.includes(` ${word} `)
}
