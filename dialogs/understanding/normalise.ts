/** UTF-16 units of a message that are read: a request is short, and work must stay bounded however long the text (F35). */
const READ = 400

/**
 * One form for everything that is written alike: width, case, accents, apostrophes, invisible characters, punctuation
 * and Simplified characters no longer differ. Words are separated by single spaces; `#` and `?` are kept as they mean
 * something, and a comma stands wherever a clause ends. Only the beginning of a long text is read.
 */
export function normalise(text: string): string {
  return canonical(beginning(text))
}

/** Whether normalising leaves nothing out: what is said after the part that is read may turn it round. */
export function isReadWhole(text: string): boolean {
  const trimmed = text.trim()
  return trimmed.length <= READ && trimmed.normalize('NFKD').length <= READ
}

const beginning = (text: string): string => text.trimStart().slice(0, READ).normalize('NFKD').slice(0, READ)

/** The same for a text of our own, however long. */
export function canonical(text: string): string {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\p{Cs}'’‘`´]/gu, '')
  return toTraditional(letters)
    .replace(/#(?=\d)/g, ' # ')
    .replace(/[,;!，。；！、\n]+|\.(?= |$)/gu, ' , ')
    .replace(/[^\p{L}\p{N}#?,]+/gu, ' ')
    .replace(/\?+/g, ' ? ')
    .replace(/(?<=\d)(?=\p{Script=Latin})|(?<=\p{Script=Latin})(?=\d)/gu, ' ')
    .replace(/ +/g, ' ')
    .replace(/^[ ,]+|[ ,]+$/g, '')
}

/**
 * Each Simplified (or variant) character before the one it is read as. People type these; the bot never shows them. Only
 * reading depends on it, so where one stands for several (发, 后, 里) any one of them will do: both sides are folded.
 */
const PAIRS =
  '约約续續订訂阅閱购購买買卖賣优優权權启啟关關闭閉开開动動销銷费費钱錢账帳帐帳单單据據发發设設号號码碼钥鑰锁鎖银銀级級专專长長认認证證业業务務员員会會资資网網络絡联聯称稱谁誰语語说說话話请請谢謝问問题題帮幫处處应應该該个個' +
  '们們来來这這还還没沒么麼吗嗎为為时時间間过過后後里裡边邊给給让讓从從对對错錯误誤坏壞实實现現总總结結终終继繼绝絕经經验驗选選择擇换換变變编編辑輯删刪减減报報户戶额額数數库庫软軟电電脑腦机機览覽载載传傳输輸录錄记記历歷审審' +
  '计計检檢视視显顯画畫图圖书書写寫读讀学學习習练練师師医醫药藥车車飞飛门門闻聞见見观觀觉覺听聽讲講议議论論谈談诉訴讼訟评評价價贵貴贱賤贺賀财財产產贷貸质質贴貼赔賠赠贈赢贏转轉轮輪轻輕较較达達迁遷运運进進远遠连連迟遲适適遗遺' +
  '邮郵邻鄰释釋钟鐘钢鋼铁鐵铜銅铃鈴链鏈锅鍋键鍵镇鎮镜鏡闪閃闲閒闷悶闹鬧阳陽阴陰阵陣阶階际際陆陸陈陳险險随隨隐隱难難雾霧静靜页頁顶頂项項顺順须須顾顧顿頓预預领領频頻颗顆颜顏风風飘飄饭飯饮飲饰飾饱飽馆館驻駐驾駕骂罵骑騎骗騙鱼魚' +
  '鲜鮮鸟鳥鸡雞鸣鳴鸭鴨麦麥黄黃齐齊齿齒龙龍龟龜万萬与與丑醜丛叢东東丝絲两兩严嚴丧喪临臨丽麗举舉义義乌烏乐樂乔喬乡鄉乱亂争爭亏虧云雲亚亞亩畝亲親亿億仅僅仓倉仪儀众眾伟偉伤傷伦倫伪偽体體余餘佣傭侠俠侣侶侥僥侦偵侧側侨僑俭儉债債' +
  '倾傾偿償储儲儿兒党黨兰蘭兴興养養兽獸内內冈岡册冊军軍农農冲沖决決况況冻凍净淨凉涼凑湊几幾凤鳳凭憑凯凱击擊凿鑿划劃刘劉则則刚剛创創别別剂劑剑劍剧劇劝勸办辦励勵劲勁劳勞势勢勋勳区區华華协協卢盧卫衛却卻厂廠厅廳厉厲压壓厌厭厕廁' +
  '厨廚县縣参參双雙叙敘叶葉叹嘆吓嚇吴吳呜嗚咏詠响響哑啞唤喚啰囉啸嘯喷噴嘱囑团團园園围圍国國圆圓圣聖场場块塊坚堅坛壇坝壩坟墳坠墜垄壟垒壘垦墾墙牆壮壯声聲壳殼备備复復够夠头頭夹夾夺奪奋奮奖獎妆妝妇婦妈媽姗姍娄婁娱娛婴嬰孙孫宁寧' +
  '宝寶宠寵宪憲宽寬宾賓寻尋导導寿壽将將尔爾尘塵尝嘗层層属屬岁歲岂豈岛島峡峽币幣帅帥帜幟带帶干幹并並广廣庄莊庆慶庐廬庙廟废廢异異弃棄张張弥彌弯彎弹彈强強归歸当當彻徹径徑御禦忆憶忧憂怀懷态態怜憐恋戀恳懇恶惡恼惱悬懸惊驚惧懼惨慘' +
  '惩懲惯慣愤憤愿願懒懶戏戲战戰扑撲执執扩擴扫掃扬揚扰擾抚撫抢搶护護担擔拟擬拥擁挂掛挤擠挥揮损損捡撿捣搗掷擲搁擱携攜摄攝摆擺摇搖撑撐擞擻敌敵斗鬥断斷无無旧舊旷曠晓曉晒曬暂暫术術杀殺杂雜杰傑条條极極构構枪槍柜櫃标標栈棧栏欄树樹' +
  '样樣桥橋档檔梦夢楼樓欢歡欧歐欲慾残殘毁毀毕畢气氣汇匯汉漢汤湯沟溝泪淚泽澤洁潔浅淺测測济濟浓濃涂塗涛濤润潤涨漲渐漸渔漁湾灣湿濕满滿滚滾灭滅灯燈灵靈灾災炉爐点點炼煉烂爛烦煩烧燒热熱爱愛爷爺牵牽犹猶独獨狮獅猪豬猫貓献獻环環琐瑣' +
  '疗療疯瘋痒癢皱皺盐鹽监監盖蓋盘盤着著矿礦砖磚础礎确確碍礙礼禮祸禍离離种種积積税稅稳穩穷窮窃竊竞競笔筆笼籠筑築签簽简簡类類粮糧紧緊纠糾红紅纤纖纪紀纯純纲綱纳納纵縱纷紛纸紙纹紋线線组組细細织織绍紹绑綁绕繞绘繪统統绩績绪緒绳繩' +
  '维維绿綠缓緩缘緣缩縮缴繳罗羅罚罰职職聪聰肃肅肠腸肤膚胁脅胜勝胶膠脉脈脏髒脚腳脱脫脸臉舰艦艺藝节節苏蘇苹蘋范範荐薦获獲萝蘿营營葱蔥虑慮虚虛虽雖虾蝦蚀蝕蛮蠻补補衬襯袭襲装裝规規觅覓触觸誉譽讨討训訓许許访訪识識诈詐词詞译譯试試' +
  '诗詩诚誠详詳诱誘诸諸课課调調谊誼谋謀谎謊谜謎谱譜负負贡貢责責败敗货貨贪貪贫貧贯貫贸貿赌賭赏賞赖賴赚賺赛賽赞讚赶趕趋趨跃躍践踐踪蹤轨軌辆輛辉輝辽遼递遞逻邏郑鄭郁鬱' +
  '针針钉釘钓釣钞鈔钮鈕铺鋪锐銳闯闖阔闊队隊韩韓顷頃饥飢饿餓饼餅马馬骄驕鲁魯够夠准準尽盡夥伙妳你祢你臺台裏裡爲為衆眾啓啟敎教説說綫線羣群麽麼佔占'

const fold = new Map<string, string>()
const characters = Array.from(PAIRS)
for (let at = 0; at + 1 < characters.length; at += 2) fold.set(characters[at] ?? '', characters[at + 1] ?? '')

/** Simplified and variant characters as the Traditional ones that they are read as. */
export function toTraditional(text: string): string {
  let folded = ''
  for (const character of text) folded += fold.get(character) ?? character
  return folded
}
