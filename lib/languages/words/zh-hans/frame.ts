// Simplified Chinese: what stands around every patient page, and what form controls say by themselves.
import type { Words } from "../../words.ts";

export const frame: Words["frame"] = {
  skip: "跳到主要内容",
  privacy: "隐私",
  terms: "条款",
  byTaper: "由 Taper 提供预约。我们只询问就诊所需的内容。",
  languages: "语言",
  onlyEnglish: "本页目前只有英文。",
  notApproved: "在负责人批准译文之前，这部分文字为英文。我们很乐意在电话里和您一起看：{phone}",
  parts: {
    lookAgain: "请再看一下这里",
    pleaseChange: "请修改：",
    optional: "（选填）",
    year: "年",
    month: "月",
    day: "日",
    sending: "正在发送",
    change: "更改",
    step: "第 {current} 步，共 {total} 步",
  },
  fault: "操作没有成功，也没有任何更改。请再试一次，或致电我们并告知编号 {id}。",
};
