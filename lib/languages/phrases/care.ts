// The health questions and what follows from the answers, in the order fr, pa, zh-Hans, zh-Hant. Shown only where a named person of the clinic has approved them.
import type { Phrases } from "../say-in.ts";

export const carePhrases: Phrases = {
  "Have you had a sudden, severe headache that peaked within about a minute, or the worst of your life?": [
    "Avez-vous eu un mal de tête soudain et intense, à son maximum en une minute environ, ou le pire de votre vie?",
    "ਕੀ ਤੁਹਾਨੂੰ ਅਚਾਨਕ ਬਹੁਤ ਤੇਜ਼ ਸਿਰ-ਦਰਦ ਹੋਇਆ ਹੈ ਜੋ ਲਗਭਗ ਇੱਕ ਮਿੰਟ ਵਿੱਚ ਸਿਖਰ ’ਤੇ ਪਹੁੰਚ ਗਿਆ, ਜਾਂ ਜ਼ਿੰਦਗੀ ਦਾ ਸਭ ਤੋਂ ਭੈੜਾ ਸੀ?",
    "您是否突然剧烈头痛，大约一分钟内达到最痛，或是一生中最严重的头痛？",
    "您是否突然劇烈頭痛，大約一分鐘內達到最痛，或是一生中最嚴重的頭痛？",
  ],
  "Any new weakness, drooping face, trouble speaking, confusion, unusual drowsiness, or a seizure?": [
    "Une nouvelle faiblesse, un visage affaissé, de la difficulté à parler, de la confusion, une somnolence inhabituelle ou une convulsion?",
    "ਕੋਈ ਨਵੀਂ ਕਮਜ਼ੋਰੀ, ਚਿਹਰੇ ਦਾ ਲਟਕਣਾ, ਬੋਲਣ ਵਿੱਚ ਔਖ, ਉਲਝਣ, ਅਸਾਧਾਰਨ ਸੁਸਤੀ, ਜਾਂ ਦੌਰਾ?",
    "是否新出现无力、面部下垂、说话困难、意识混乱、异常嗜睡或抽搐？",
    "是否新出現無力、面部下垂、說話困難、意識混亂、異常嗜睡或抽搐？",
  ],
  "Have you fainted or collapsed, or do you have chest pain?": [
    "Vous êtes-vous évanoui ou effondré, ou avez-vous une douleur à la poitrine?",
    "ਕੀ ਤੁਸੀਂ ਬੇਹੋਸ਼ ਹੋਏ ਜਾਂ ਡਿੱਗ ਪਏ ਹੋ, ਜਾਂ ਤੁਹਾਡੀ ਛਾਤੀ ਵਿੱਚ ਦਰਦ ਹੈ?",
    "您是否晕倒或昏倒，或有胸痛？",
    "您是否暈倒或昏倒，或有胸痛？",
  ],
  "Has your eyesight changed recently?": [
    "Votre vue a-t-elle changé récemment?",
    "ਕੀ ਹਾਲ ਹੀ ਵਿੱਚ ਤੁਹਾਡੀ ਨਜ਼ਰ ਬਦਲੀ ਹੈ?",
    "您的视力最近有变化吗？",
    "您的視力最近有變化嗎？",
  ],
  "Did you suddenly lose sight, or do you see double?": [
    "Avez-vous soudainement perdu la vue, ou voyez-vous double?",
    "ਕੀ ਤੁਹਾਡੀ ਨਜ਼ਰ ਅਚਾਨਕ ਚਲੀ ਗਈ, ਜਾਂ ਤੁਹਾਨੂੰ ਦੋ-ਦੋ ਦਿਸਦੇ ਹਨ?",
    "您是否突然看不见，或看东西有重影？",
    "您是否突然看不見，或看東西有重影？",
  ],
  "Is one eye red and very painful together with a headache, or has an eyelid started to droop?": [
    "Un œil est-il rouge et très douloureux avec un mal de tête, ou une paupière s’est-elle mise à tomber?",
    "ਕੀ ਸਿਰ-ਦਰਦ ਦੇ ਨਾਲ ਇੱਕ ਅੱਖ ਲਾਲ ਅਤੇ ਬਹੁਤ ਦੁਖਦੀ ਹੈ, ਜਾਂ ਕੋਈ ਪਲਕ ਲਟਕਣ ਲੱਗੀ ਹੈ?",
    "是否一只眼睛发红、非常疼痛并伴有头痛，或眼皮开始下垂？",
    "是否一隻眼睛發紅、非常疼痛並伴有頭痛，或眼皮開始下垂？",
  ],
  "Any new numbness or tingling?": [
    "Un engourdissement ou des picotements nouveaux?",
    "ਕੋਈ ਨਵਾਂ ਸੁੰਨਪਣ ਜਾਂ ਝਰਨਾਹਟ?",
    "是否新出现麻木或刺痛感？",
    "是否新出現麻木或刺痛感？",
  ],
  "Did the numbness come on suddenly?": [
    "L’engourdissement est-il apparu soudainement?",
    "ਕੀ ਸੁੰਨਪਣ ਅਚਾਨਕ ਹੋਇਆ?",
    "麻木是突然出现的吗？",
    "麻木是突然出現的嗎？",
  ],
  "Do you have a fever?": ["Avez-vous de la fièvre?", "ਕੀ ਤੁਹਾਨੂੰ ਬੁਖ਼ਾਰ ਹੈ?", "您发烧吗？", "您發燒嗎？"],
  "Is there also a stiff neck, a rash, or confusion?": [
    "Y a-t-il aussi une raideur de la nuque, une éruption cutanée ou de la confusion?",
    "ਕੀ ਗਰਦਨ ਵਿੱਚ ਅਕੜਾਅ, ਧੱਫੜ, ਜਾਂ ਉਲਝਣ ਵੀ ਹੈ?",
    "是否还有颈部僵硬、皮疹或意识混乱？",
    "是否還有頸部僵硬、皮疹或意識混亂？",
  ],
  "Has a fall, crash or blow hurt your head or neck, and no doctor has looked at it yet or it is getting worse?": [
    "Une chute, un accident ou un coup vous a-t-il blessé à la tête ou au cou, sans qu’un médecin l’ait encore examiné, ou est-ce que cela s’aggrave?",
    "ਕੀ ਡਿੱਗਣ, ਹਾਦਸੇ ਜਾਂ ਸੱਟ ਨਾਲ ਤੁਹਾਡੇ ਸਿਰ ਜਾਂ ਗਰਦਨ ਨੂੰ ਚੋਟ ਲੱਗੀ ਹੈ, ਅਤੇ ਹਾਲੇ ਕਿਸੇ ਡਾਕਟਰ ਨੇ ਨਹੀਂ ਵੇਖਿਆ ਜਾਂ ਹਾਲਤ ਵਿਗੜ ਰਹੀ ਹੈ?",
    "是否因跌倒、车祸或撞击伤到头部或颈部，且尚未经医生检查，或情况在恶化？",
    "是否因跌倒、車禍或撞擊傷到頭部或頸部，且尚未經醫生檢查，或情況在惡化？",
  ],
  "Since that injury: a blackout, repeated vomiting, worsening headache, severe neck pain, trouble in an arm or leg, or do you take blood thinners?":
    [
      "Depuis cette blessure : une perte de connaissance, des vomissements répétés, un mal de tête qui empire, une forte douleur au cou, un problème à un bras ou à une jambe, ou prenez-vous des anticoagulants?",
      "ਉਸ ਸੱਟ ਤੋਂ ਬਾਅਦ: ਬੇਹੋਸ਼ੀ, ਵਾਰ-ਵਾਰ ਉਲਟੀਆਂ, ਵਧਦਾ ਸਿਰ-ਦਰਦ, ਗਰਦਨ ਵਿੱਚ ਤੇਜ਼ ਦਰਦ, ਬਾਂਹ ਜਾਂ ਲੱਤ ਵਿੱਚ ਸਮੱਸਿਆ, ਜਾਂ ਕੀ ਤੁਸੀਂ ਖ਼ੂਨ ਪਤਲਾ ਕਰਨ ਵਾਲੀ ਦਵਾਈ ਲੈਂਦੇ ਹੋ?",
      "自那次受伤以来：是否昏迷、反复呕吐、头痛加重、严重颈痛、手臂或腿有问题，或您是否服用抗凝血药？",
      "自那次受傷以來：是否昏迷、反覆嘔吐、頭痛加重、嚴重頸痛、手臂或腿有問題，或您是否服用抗凝血藥？",
    ],
  "New neck pain or headache unlike any before, together with dizziness or unsteadiness?": [
    "Une douleur au cou ou un mal de tête nouveau, différent de tous les précédents, avec des étourdissements ou un manque d’équilibre?",
    "ਗਰਦਨ ਦਾ ਨਵਾਂ ਦਰਦ ਜਾਂ ਸਿਰ-ਦਰਦ ਜੋ ਪਹਿਲਾਂ ਕਦੇ ਨਹੀਂ ਹੋਇਆ, ਚੱਕਰ ਜਾਂ ਡੋਲਣ ਦੇ ਨਾਲ?",
    "是否出现前所未有的颈痛或头痛，并伴有头晕或站立不稳？",
    "是否出現前所未有的頸痛或頭痛，並伴有頭暈或站立不穩？",
  ],
  "Numbness between the legs, new loss of bladder or bowel control, or legs getting weaker?": [
    "Un engourdissement entre les jambes, une nouvelle perte de contrôle de la vessie ou des intestins, ou des jambes qui faiblissent?",
    "ਲੱਤਾਂ ਦੇ ਵਿਚਕਾਰ ਸੁੰਨਪਣ, ਪਿਸ਼ਾਬ ਜਾਂ ਟੱਟੀ ’ਤੇ ਨਵਾਂ ਕਾਬੂ ਨਾ ਰਹਿਣਾ, ਜਾਂ ਲੱਤਾਂ ਦਾ ਕਮਜ਼ੋਰ ਹੁੰਦੇ ਜਾਣਾ?",
    "是否两腿之间麻木、新出现大小便失控，或双腿越来越无力？",
    "是否兩腿之間麻木、新出現大小便失控，或雙腿越來越無力？",
  ],
  "If you are over 20 weeks pregnant or gave birth in the last six weeks: a severe or new headache, changed eyesight, or pain in the upper belly?":
    [
      "Si vous êtes enceinte de plus de 20 semaines ou avez accouché dans les six dernières semaines : un mal de tête intense ou nouveau, un changement de la vue, ou une douleur dans le haut du ventre?",
      "ਜੇ ਤੁਸੀਂ 20 ਹਫ਼ਤਿਆਂ ਤੋਂ ਵੱਧ ਗਰਭਵਤੀ ਹੋ ਜਾਂ ਪਿਛਲੇ ਛੇ ਹਫ਼ਤਿਆਂ ਵਿੱਚ ਬੱਚੇ ਨੂੰ ਜਨਮ ਦਿੱਤਾ ਹੈ: ਤੇਜ਼ ਜਾਂ ਨਵਾਂ ਸਿਰ-ਦਰਦ, ਨਜ਼ਰ ਵਿੱਚ ਬਦਲਾਅ, ਜਾਂ ਪੇਟ ਦੇ ਉੱਪਰਲੇ ਹਿੱਸੇ ਵਿੱਚ ਦਰਦ?",
      "如果您怀孕超过 20 周或在过去六周内分娩：是否有剧烈或新出现的头痛、视力变化或上腹疼痛？",
      "如果您懷孕超過 20 週或在過去六週內分娩：是否有劇烈或新出現的頭痛、視力變化或上腹疼痛？",
    ],
  "Are you 50 or older and is this headache new for you?": [
    "Avez-vous 50 ans ou plus, et ce mal de tête est-il nouveau pour vous?",
    "ਕੀ ਤੁਹਾਡੀ ਉਮਰ 50 ਸਾਲ ਜਾਂ ਵੱਧ ਹੈ ਅਤੇ ਇਹ ਸਿਰ-ਦਰਦ ਤੁਹਾਡੇ ਲਈ ਨਵਾਂ ਹੈ?",
    "您是否年满 50 岁，且这种头痛对您来说是新出现的？",
    "您是否年滿 50 歲，且這種頭痛對您來說是新出現的？",
  ],
  "Is this headache new, and have you had cancer or a weakened immune system?": [
    "Ce mal de tête est-il nouveau, et avez-vous eu un cancer ou un système immunitaire affaibli?",
    "ਕੀ ਇਹ ਸਿਰ-ਦਰਦ ਨਵਾਂ ਹੈ, ਅਤੇ ਕੀ ਤੁਹਾਨੂੰ ਕੈਂਸਰ ਹੋਇਆ ਹੈ ਜਾਂ ਰੋਗ-ਰੋਕੂ ਤਾਕਤ ਕਮਜ਼ੋਰ ਹੈ?",
    "这种头痛是否新出现，且您曾患癌症或免疫力低下？",
    "這種頭痛是否新出現，且您曾患癌症或免疫力低下？",
  ],
  "Has it grown steadily worse over weeks, does lying down or standing up make it worse, or do coughing, sneezing or effort bring it on?":
    [
      "S’est-il aggravé régulièrement au fil des semaines, empire-t-il en position couchée ou debout, ou la toux, les éternuements ou l’effort le déclenchent-ils?",
      "ਕੀ ਇਹ ਹਫ਼ਤਿਆਂ ਤੋਂ ਲਗਾਤਾਰ ਵਧਦਾ ਗਿਆ ਹੈ, ਲੇਟਣ ਜਾਂ ਖੜ੍ਹੇ ਹੋਣ ਨਾਲ ਵਧਦਾ ਹੈ, ਜਾਂ ਖੰਘ, ਛਿੱਕ ਜਾਂ ਜ਼ੋਰ ਲਾਉਣ ਨਾਲ ਹੁੰਦਾ ਹੈ?",
      "是否数周来持续加重，躺下或站起时加重，或因咳嗽、打喷嚏、用力而引起？",
      "是否數週來持續加重，躺下或站起時加重，或因咳嗽、打噴嚏、用力而引起？",
    ],
  "Has the pattern of a headache you know changed, or do you have migraine with aura?": [
    "Un mal de tête que vous connaissez a-t-il changé, ou avez-vous des migraines avec aura?",
    "ਕੀ ਤੁਹਾਡੇ ਜਾਣੇ-ਪਛਾਣੇ ਸਿਰ-ਦਰਦ ਦਾ ਢੰਗ ਬਦਲਿਆ ਹੈ, ਜਾਂ ਤੁਹਾਨੂੰ ਔਰਾ ਵਾਲਾ ਮਾਈਗ੍ਰੇਨ ਹੈ?",
    "您熟悉的头痛是否改变了规律，或您有先兆偏头痛吗？",
    "您熟悉的頭痛是否改變了規律，或您有先兆偏頭痛嗎？",
  ],
  "Do you take painkillers on 10 or more days a month, take blood thinners, or have you started a new medicine?": [
    "Prenez-vous des analgésiques 10 jours par mois ou plus, prenez-vous des anticoagulants, ou avez-vous commencé un nouveau médicament?",
    "ਕੀ ਤੁਸੀਂ ਮਹੀਨੇ ਵਿੱਚ 10 ਜਾਂ ਵੱਧ ਦਿਨ ਦਰਦ ਦੀ ਦਵਾਈ ਲੈਂਦੇ ਹੋ, ਖ਼ੂਨ ਪਤਲਾ ਕਰਨ ਵਾਲੀ ਦਵਾਈ ਲੈਂਦੇ ਹੋ, ਜਾਂ ਕੋਈ ਨਵੀਂ ਦਵਾਈ ਸ਼ੁਰੂ ਕੀਤੀ ਹੈ?",
    "您是否每月有 10 天或以上服用止痛药、服用抗凝血药，或开始使用新药？",
    "您是否每月有 10 天或以上服用止痛藥、服用抗凝血藥，或開始使用新藥？",
  ],
  "Do you have osteoporosis, rheumatoid arthritis, very flexible joints, or past surgery on your neck?": [
    "Avez-vous de l’ostéoporose, de la polyarthrite rhumatoïde, des articulations très souples, ou déjà été opéré au cou?",
    "ਕੀ ਤੁਹਾਨੂੰ ਹੱਡੀਆਂ ਦੀ ਕਮਜ਼ੋਰੀ (ਓਸਟੀਓਪੋਰੋਸਿਸ), ਗਠੀਆ (ਰਾਇਮੇਟਾਇਡ), ਬਹੁਤ ਲਚਕੀਲੇ ਜੋੜ, ਜਾਂ ਗਰਦਨ ਦਾ ਪਹਿਲਾਂ ਅਪਰੇਸ਼ਨ ਹੈ?",
    "您是否有骨质疏松、类风湿关节炎、关节过度灵活，或颈部曾动过手术？",
    "您是否有骨質疏鬆、類風濕關節炎、關節過度靈活，或頸部曾動過手術？",
  ],
  "Are you pregnant, recovering from a diagnosed concussion, or living with a past cancer that is stable?": [
    "Êtes-vous enceinte, en convalescence d’une commotion diagnostiquée, ou avec un cancer passé qui est stable?",
    "ਕੀ ਤੁਸੀਂ ਗਰਭਵਤੀ ਹੋ, ਪਛਾਣੀ ਗਈ ਸਿਰ ਦੀ ਸੱਟ (ਕਨਕਸ਼ਨ) ਤੋਂ ਠੀਕ ਹੋ ਰਹੇ ਹੋ, ਜਾਂ ਪੁਰਾਣਾ ਕੈਂਸਰ ਹੈ ਜੋ ਸਥਿਰ ਹੈ?",
    "您是否怀孕、正从确诊的脑震荡中恢复，或曾患癌症且目前稳定？",
    "您是否懷孕、正從確診的腦震盪中恢復，或曾患癌症且目前穩定？",
  ],
  "If this is an emergency, call {0} now.": [
    "En cas d’urgence, appelez le {0} maintenant.",
    "ਜੇ ਇਹ ਐਮਰਜੈਂਸੀ ਹੈ, ਹੁਣੇ {0} ’ਤੇ ਫ਼ੋਨ ਕਰੋ।",
    "如有紧急情况，请立即拨打 {0}。",
    "如有緊急情況，請立即撥打 {0}。",
  ],
  "This form is not medical advice and is not monitored in real time.": [
    "Ce formulaire n’est pas un avis médical et n’est pas surveillé en temps réel.",
    "ਇਹ ਫ਼ਾਰਮ ਡਾਕਟਰੀ ਸਲਾਹ ਨਹੀਂ ਹੈ ਅਤੇ ਇਸ ਨੂੰ ਉਸੇ ਵੇਲੇ ਕੋਈ ਨਹੀਂ ਵੇਖਦਾ।",
    "本表格不是医疗建议，也无人即时查看。",
    "本表格不是醫療建議，也無人即時查看。",
  ],
  "Get emergency care now": [
    "Obtenez des soins d’urgence maintenant",
    "ਹੁਣੇ ਐਮਰਜੈਂਸੀ ਇਲਾਜ ਲਵੋ",
    "请立即寻求急救",
    "請立即尋求急救",
  ],
  "Your answers include signs that need emergency care now. Call {0} or go to the nearest emergency department. Do not drive yourself. We have not booked an appointment.":
    [
      "Vos réponses comprennent des signes qui demandent des soins d’urgence maintenant. Appelez le {0} ou allez à l’urgence la plus proche. Ne conduisez pas vous-même. Nous n’avons pas réservé de rendez-vous.",
      "ਤੁਹਾਡੇ ਜਵਾਬਾਂ ਵਿੱਚ ਅਜਿਹੇ ਲੱਛਣ ਹਨ ਜਿਨ੍ਹਾਂ ਲਈ ਹੁਣੇ ਐਮਰਜੈਂਸੀ ਇਲਾਜ ਚਾਹੀਦਾ ਹੈ। {0} ’ਤੇ ਫ਼ੋਨ ਕਰੋ ਜਾਂ ਸਭ ਤੋਂ ਨੇੜਲੇ ਐਮਰਜੈਂਸੀ ਵਿਭਾਗ ਜਾਓ। ਆਪ ਗੱਡੀ ਨਾ ਚਲਾਓ। ਅਸੀਂ ਮੁਲਾਕਾਤ ਬੁੱਕ ਨਹੀਂ ਕੀਤੀ।",
      "您的回答中有需要立即急救的征兆。请拨打 {0} 或前往最近的急诊室。请不要自己开车。我们没有为您预约。",
      "您的回答中有需要立即急救的徵兆。請撥打 {0} 或前往最近的急診室。請不要自己開車。我們沒有為您預約。",
    ],
  "See a doctor or nurse practitioner first": [
    "Consultez d’abord un médecin ou une infirmière praticienne",
    "ਪਹਿਲਾਂ ਡਾਕਟਰ ਜਾਂ ਨਰਸ ਪ੍ਰੈਕਟੀਸ਼ਨਰ ਨੂੰ ਵਿਖਾਓ",
    "请先看医生或执业护士",
    "請先看醫生或執業護士",
  ],
  "Please have this checked by a doctor or nurse practitioner before hands-on treatment. In {0} you can call {1} any time to speak to a nurse ({2} for deaf/hard of hearing). If it gets suddenly worse, call {3}.":
    [
      "Veuillez faire vérifier cela par un médecin ou une infirmière praticienne avant un traitement manuel. Vous pouvez appeler en tout temps ({0}) le {1} pour parler à une infirmière ({2} pour les personnes sourdes ou malentendantes). Si cela empire soudainement, appelez le {3}.",
      "ਹੱਥਾਂ ਨਾਲ ਇਲਾਜ ਤੋਂ ਪਹਿਲਾਂ ਕਿਰਪਾ ਕਰਕੇ ਇਸ ਦੀ ਡਾਕਟਰ ਜਾਂ ਨਰਸ ਪ੍ਰੈਕਟੀਸ਼ਨਰ ਤੋਂ ਜਾਂਚ ਕਰਵਾਓ। {0} ਵਿੱਚ ਤੁਸੀਂ ਨਰਸ ਨਾਲ ਗੱਲ ਕਰਨ ਲਈ ਕਿਸੇ ਵੀ ਵੇਲੇ {1} ’ਤੇ ਫ਼ੋਨ ਕਰ ਸਕਦੇ ਹੋ (ਬੋਲ਼ੇ/ਘੱਟ ਸੁਣਨ ਵਾਲਿਆਂ ਲਈ {2})। ਜੇ ਇਹ ਅਚਾਨਕ ਵਿਗੜੇ, {3} ’ਤੇ ਫ਼ੋਨ ਕਰੋ।",
      "在接受手法治疗之前，请先由医生或执业护士检查。在 {0} 您可随时拨打 {1} 与护士交谈（聋人或听障者请拨 {2}）。如突然恶化，请拨打 {3}。",
      "在接受手法治療之前，請先由醫生或執業護士檢查。在 {0} 您可隨時撥打 {1} 與護士交談（聾人或聽障者請撥 {2}）。如突然惡化，請撥打 {3}。",
    ],
  "You can book an assessment. Your practitioner will review your answers before any treatment.": [
    "Vous pouvez réserver une évaluation. Votre praticien ou praticienne examinera vos réponses avant tout traitement.",
    "ਤੁਸੀਂ ਮੁਲਾਂਕਣ ਬੁੱਕ ਕਰ ਸਕਦੇ ਹੋ। ਤੁਹਾਡਾ ਪ੍ਰੈਕਟੀਸ਼ਨਰ ਕਿਸੇ ਵੀ ਇਲਾਜ ਤੋਂ ਪਹਿਲਾਂ ਤੁਹਾਡੇ ਜਵਾਬ ਵੇਖੇਗਾ।",
    "您可以预约评估。治疗师会在任何治疗之前查看您的回答。",
    "您可以預約評估。治療師會在任何治療之前查看您的回答。",
  ],
};
