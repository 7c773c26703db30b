// Simplified Chinese: a tablet of the clinic in a patient's hands.
import type { Words } from "../../words.ts";

export const tablet: Words["tablet"] = {
  intake: { title: "您的健康", lead: "请回答每一个问题。诊所会在就诊之前阅读。" },
  check_in: { title: "您感觉怎么样？", lead: "两分钟。您的治疗师会在就诊之前阅读。" },
  consent: { title: "请阅读并签名", lead: "如有不清楚的地方，请问把平板交给您的人。" },
  done: { title: "没有需要填写的内容", lead: "请把平板交还前台。" },
  inEnglish: "这部分文字为英文。前台很乐意和您一起看。",
  send: "发送",
  close: "关闭",
  unsent: "不发送，直接关闭",
  closing: "正在关闭…",
  idle: "您还在吗？请触摸屏幕，或按任意键。",
  idleMore: "否则半分钟后此表格会关闭，内容不会保留。",
  thanks: "谢谢。请把平板交还前台。",
  speak: "谢谢。请在就诊之前，现在就和前台的工作人员谈一谈。",
};
