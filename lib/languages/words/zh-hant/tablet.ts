// Traditional Chinese: a tablet of the clinic in a patient's hands.
import type { Words } from "../../words.ts";

export const tablet: Words["tablet"] = {
  intake: { title: "您的健康", lead: "請回答每一個問題。診所會在就診之前閱讀。" },
  check_in: { title: "您感覺怎麼樣？", lead: "兩分鐘。您的治療師會在就診之前閱讀。" },
  consent: { title: "請閱讀並簽名", lead: "如有不清楚的地方，請問把平板交給您的人。" },
  done: { title: "沒有需要填寫的內容", lead: "請把平板交還前台。" },
  inEnglish: "這部分文字為英文。前台很樂意和您一起看。",
  send: "傳送",
  close: "關閉",
  unsent: "不傳送，直接關閉",
  closing: "正在關閉…",
  idle: "您還在嗎？請觸摸螢幕，或按任意鍵。",
  idleMore: "否則半分鐘後此表格會關閉，內容不會保留。",
  thanks: "謝謝。請把平板交還前台。",
  speak: "謝謝。請在就診之前，現在就和前台的工作人員談一談。",
};
