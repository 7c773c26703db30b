// Names of made-up patients.

export const firstNames =
  `Amara Noor Leo Hana Mateus Yuki Ingrid Tariq Sofia Kai Nadia Elias Priscilla Jun Marisol Owen Farah Dmitri
Chiara Desmond Aiko Rohan Beatriz Callum Zainab Wei Astrid Jamal Linnea Hugo Simran Pavel Odette Kenji Thandiwe Lucas Mireille Arjun
Greta Samuel Leila Felix Niamh Andre Soo-Jin Clara Ibrahim Paloma Theo Renata Gurpreet Maya Viktor Esther Malik Juniper Oscar Lakshmi
Anders Rosa Winston Fatima Emil Carmen Tobias Ngozi`.split(/\s+/);

export const lastNames =
  `Adeyemi Bouchard Chen Dhaliwal Eriksen Fournier Grewal Hassan Ishikawa Jensen Kowalski Lavoie MacLeod Nguyen
Oliveira Park Quintero Rahman Sandhu Tanaka Ueda Vasquez Whitford Xu Yilmaz Zielinski Amiri Bergeron Campbell Das Ferreira Gagnon Huang
Ivanova Joseph Kaur Lindgren Morales Nakamura Okoro Pelletier Robinson Singh Thompson Varga Wallace Yamamoto Abebe Banerjee Costa Dubois
Fraser Gupta Hernandez Khan Leclerc Murphy Novak Osei Petrovic`.split(/\s+/);
