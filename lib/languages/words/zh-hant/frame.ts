// Traditional Chinese: what stands around every patient page, and what form controls say by themselves.
import type { Words } from "../../words.ts";

export const frame: Words["frame"] = {
  skip: "跳到主要內容",
  privacy: "私隱",
  terms: "條款",
  byTaper: "由 Taper 提供預約。我們只詢問就診所需的內容。",
  languages: "語言",
  onlyEnglish: "本頁目前只有英文。",
  notApproved: "在負責人批准譯文之前，這部分文字為英文。我們很樂意在電話裡和您一起看：{phone}",
  parts: {
    lookAgain: "請再看一下這裡",
    pleaseChange: "請修改：",
    optional: "（選填）",
    year: "年",
    month: "月",
    day: "日",
    sending: "正在傳送",
    change: "更改",
    step: "第 {current} 步，共 {total} 步",
  },
  fault: "操作沒有成功，也沒有任何更改。請再試一次，或致電我們並告知編號 {id}。",
};
