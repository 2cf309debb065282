// Where each time zone has the place that it is named after, in whole degrees, and the countries that keep its clock: zone1970.tab of
// the tz database (public domain). It takes no position on whose a place is.

export interface ZonePlace {
  readonly zone: string
  /** Longitude and latitude, as everywhere. */
  readonly at: readonly [number, number]
  readonly countries: readonly string[]
}

export const zonePlaces: readonly ZonePlace[] = written()
  .split(/;\n?/)
  .filter((row) => row !== '')
  .map((row) => {
    const [zone = '', latitude, longitude, countries = ''] = row.split(' ')
    return { zone, at: [Number(longitude), Number(latitude)], countries: countries.split(',') }
  })

function written(): string {
  return `Europe/Andorra 42 2 AD;Asia/Dubai 25 55 AE,OM,RE,SC,TF;Asia/Kabul 35 69 AF;Europe/Tirane 41 20 AL;
Asia/Yerevan 40 44 AM;Antarctica/Casey -66 111 AQ;Antarctica/Davis -69 78 AQ;Antarctica/Mawson -68 63 AQ;
Antarctica/Palmer -65 -64 AQ;Antarctica/Rothera -68 -68 AQ;Antarctica/Troll -72 3 AQ;
Antarctica/Vostok -78 107 AQ;America/Argentina/Buenos_Aires -35 -58 AR;America/Argentina/Cordoba -31 -64 AR;
America/Argentina/Salta -25 -65 AR;America/Argentina/Jujuy -24 -65 AR;America/Argentina/Tucuman -27 -65 AR;
America/Argentina/Catamarca -28 -66 AR;America/Argentina/La_Rioja -29 -67 AR;
America/Argentina/San_Juan -32 -69 AR;America/Argentina/Mendoza -33 -69 AR;
America/Argentina/San_Luis -33 -66 AR;America/Argentina/Rio_Gallegos -52 -69 AR;
America/Argentina/Ushuaia -55 -68 AR;Pacific/Pago_Pago -14 -171 AS,UM;Europe/Vienna 48 16 AT;
Australia/Lord_Howe -32 159 AU;Antarctica/Macquarie -54 159 AU;Australia/Hobart -43 147 AU;
Australia/Melbourne -38 145 AU;Australia/Sydney -34 151 AU;Australia/Broken_Hill -32 141 AU;
Australia/Brisbane -27 153 AU;Australia/Lindeman -20 149 AU;Australia/Adelaide -35 139 AU;
Australia/Darwin -12 131 AU;Australia/Perth -32 116 AU;Australia/Eucla -32 129 AU;Asia/Baku 40 50 AZ;
America/Barbados 13 -60 BB;Asia/Dhaka 24 90 BD;Europe/Brussels 51 4 BE,LU,NL;Europe/Sofia 43 23 BG;
Atlantic/Bermuda 32 -65 BM;America/La_Paz -16 -68 BO;America/Noronha -4 -32 BR;America/Belem -1 -48 BR;
America/Fortaleza -4 -38 BR;America/Recife -8 -35 BR;America/Araguaina -7 -48 BR;America/Maceio -10 -36 BR;
America/Bahia -13 -39 BR;America/Sao_Paulo -24 -47 BR;America/Campo_Grande -20 -55 BR;America/Cuiaba -16 -56 BR;
America/Santarem -2 -55 BR;America/Porto_Velho -9 -64 BR;America/Boa_Vista 3 -61 BR;America/Manaus -3 -60 BR;
America/Eirunepe -7 -70 BR;America/Rio_Branco -10 -68 BR;Asia/Thimphu 27 90 BT;Europe/Minsk 54 28 BY;
America/Belize 18 -88 BZ;America/St_Johns 48 -53 CA;America/Halifax 45 -64 CA;America/Glace_Bay 46 -60 CA;
America/Moncton 46 -65 CA;America/Goose_Bay 53 -60 CA;America/Toronto 44 -79 CA,BS;America/Iqaluit 64 -68 CA;
America/Winnipeg 50 -97 CA;America/Resolute 75 -95 CA;America/Rankin_Inlet 63 -92 CA;America/Regina 50 -105 CA;
America/Swift_Current 50 -108 CA;America/Edmonton 54 -113 CA;America/Cambridge_Bay 69 -105 CA;
America/Inuvik 68 -134 CA;America/Dawson_Creek 56 -120 CA;America/Fort_Nelson 59 -123 CA;
America/Whitehorse 61 -135 CA;America/Dawson 64 -139 CA;America/Vancouver 49 -123 CA;
Europe/Zurich 47 9 CH,DE,LI;Africa/Abidjan 5 -4 CI,BF,GH,GM,GN,IS,ML,MR,SH,SL,SN,TG;
Pacific/Rarotonga -21 -160 CK;America/Santiago -33 -71 CL;America/Coyhaique -46 -72 CL;
America/Punta_Arenas -53 -71 CL;Pacific/Easter -27 -109 CL;Asia/Shanghai 31 121 CN;Asia/Urumqi 44 88 CN;
America/Bogota 5 -74 CO;America/Costa_Rica 10 -84 CR;America/Havana 23 -82 CU;Atlantic/Cape_Verde 15 -24 CV;
Asia/Nicosia 35 33 CY;Asia/Famagusta 35 34 CY;Europe/Prague 50 14 CZ,SK;Europe/Berlin 52 13 DE,DK,NO,SE,SJ;
America/Santo_Domingo 18 -70 DO;Africa/Algiers 37 3 DZ;America/Guayaquil -2 -80 EC;Pacific/Galapagos -1 -90 EC;
Europe/Tallinn 59 25 EE;Africa/Cairo 30 31 EG;Africa/El_Aaiun 27 -13 EH;Europe/Madrid 40 -4 ES;
Africa/Ceuta 36 -5 ES;Atlantic/Canary 28 -15 ES;Europe/Helsinki 60 25 FI,AX;Pacific/Fiji -18 178 FJ;
Atlantic/Stanley -52 -58 FK;Pacific/Kosrae 5 163 FM;Atlantic/Faroe 62 -7 FO;Europe/Paris 49 2 FR,MC;
Europe/London 52 0 GB,GG,IM,JE;Asia/Tbilisi 42 45 GE;America/Cayenne 5 -52 GF;Europe/Gibraltar 36 -5 GI;
America/Nuuk 64 -52 GL;America/Danmarkshavn 77 -19 GL;America/Scoresbysund 70 -22 GL;America/Thule 77 -69 GL;
Europe/Athens 38 24 GR;Atlantic/South_Georgia -54 -37 GS;America/Guatemala 15 -91 GT;Pacific/Guam 13 145 GU,MP;
Africa/Bissau 12 -16 GW;America/Guyana 7 -58 GY;Asia/Hong_Kong 22 114 HK;America/Tegucigalpa 14 -87 HN;
America/Port-au-Prince 19 -72 HT;Europe/Budapest 48 19 HU;Asia/Jakarta -6 107 ID;Asia/Pontianak 0 109 ID;
Asia/Makassar -5 119 ID;Asia/Jayapura -3 141 ID;Europe/Dublin 53 -6 IE;Asia/Jerusalem 32 35 IL;
Asia/Kolkata 23 88 IN;Indian/Chagos -7 72 IO;Asia/Baghdad 33 44 IQ;Asia/Tehran 36 51 IR;
Europe/Rome 42 12 IT,SM,VA;America/Jamaica 18 -77 JM;Asia/Amman 32 36 JO;Asia/Tokyo 36 140 JP,AU;
Africa/Nairobi -1 37 KE,DJ,ER,ET,KM,MG,SO,TZ,UG,YT;Asia/Bishkek 43 75 KG;Pacific/Tarawa 1 173 KI,MH,TV,UM,WF;
Pacific/Kanton -3 -172 KI;Pacific/Kiritimati 2 -157 KI;Asia/Pyongyang 39 126 KP;Asia/Seoul 38 127 KR;
Asia/Almaty 43 77 KZ;Asia/Qyzylorda 45 65 KZ;Asia/Qostanay 53 64 KZ;Asia/Aqtobe 50 57 KZ;Asia/Aqtau 45 50 KZ;
Asia/Atyrau 47 52 KZ;Asia/Oral 51 51 KZ;Asia/Beirut 34 36 LB;Asia/Colombo 7 80 LK;Africa/Monrovia 6 -11 LR;
Europe/Vilnius 55 25 LT;Europe/Riga 57 24 LV;Africa/Tripoli 33 13 LY;Africa/Casablanca 34 -8 MA;
Europe/Chisinau 47 29 MD;Pacific/Kwajalein 9 167 MH;Asia/Yangon 17 96 MM,CC;Asia/Ulaanbaatar 48 107 MN;
Asia/Hovd 48 92 MN;Asia/Macau 22 114 MO;America/Martinique 15 -61 MQ;Europe/Malta 36 15 MT;
Indian/Mauritius -20 58 MU;Indian/Maldives 4 74 MV,TF;America/Mexico_City 19 -99 MX;America/Cancun 21 -87 MX;
America/Merida 21 -90 MX;America/Monterrey 26 -100 MX;America/Matamoros 26 -98 MX;America/Chihuahua 29 -106 MX;
America/Ciudad_Juarez 32 -106 MX;America/Ojinaga 30 -104 MX;America/Mazatlan 23 -106 MX;
America/Bahia_Banderas 21 -105 MX;America/Hermosillo 29 -111 MX;America/Tijuana 33 -117 MX;
Asia/Kuching 2 110 MY,BN;Africa/Maputo -26 33 MZ,BI,BW,CD,MW,RW,ZM,ZW;Africa/Windhoek -23 17 NA;
Pacific/Noumea -22 166 NC;Pacific/Norfolk -29 168 NF;Africa/Lagos 6 3 NG,AO,BJ,CD,CF,CG,CM,GA,GQ,NE;
America/Managua 12 -86 NI;Asia/Kathmandu 28 85 NP;Pacific/Nauru -1 167 NR;Pacific/Niue -19 -170 NU;
Pacific/Auckland -37 175 NZ,AQ;Pacific/Chatham -44 -177 NZ;America/Panama 9 -80 PA,CA,KY;
America/Lima -12 -77 PE;Pacific/Tahiti -18 -150 PF;Pacific/Marquesas -9 -140 PF;Pacific/Gambier -23 -135 PF;
Pacific/Port_Moresby -10 147 PG,AQ,FM;Pacific/Bougainville -6 156 PG;Asia/Manila 15 121 PH;
Asia/Karachi 25 67 PK;Europe/Warsaw 52 21 PL;America/Miquelon 47 -56 PM;Pacific/Pitcairn -25 -130 PN;
America/Puerto_Rico 18 -66 PR,AG,CA,AI,AW,BL,BQ,CW,DM,GD,GP,KN,LC,MF,MS,SX,TT,VC,VG,VI;Asia/Gaza 32 34 PS;
Asia/Hebron 32 35 PS;Europe/Lisbon 39 -9 PT;Atlantic/Madeira 33 -17 PT;Atlantic/Azores 38 -26 PT;
Pacific/Palau 7 134 PW;America/Asuncion -25 -58 PY;Asia/Qatar 25 52 QA,BH;Europe/Bucharest 44 26 RO;
Europe/Belgrade 45 20 RS,BA,HR,ME,MK,SI;Europe/Kaliningrad 55 20 RU;Europe/Moscow 56 38 RU;
Europe/Simferopol 45 34 RU,UA;Europe/Kirov 59 50 RU;Europe/Volgograd 49 44 RU;Europe/Astrakhan 46 48 RU;
Europe/Saratov 52 46 RU;Europe/Ulyanovsk 54 48 RU;Europe/Samara 53 50 RU;Asia/Yekaterinburg 57 61 RU;
Asia/Omsk 55 73 RU;Asia/Novosibirsk 55 83 RU;Asia/Barnaul 53 84 RU;Asia/Tomsk 56 85 RU;
Asia/Novokuznetsk 54 87 RU;Asia/Krasnoyarsk 56 93 RU;Asia/Irkutsk 52 104 RU;Asia/Chita 52 113 RU;
Asia/Yakutsk 62 130 RU;Asia/Khandyga 63 136 RU;Asia/Vladivostok 43 132 RU;Asia/Ust-Nera 65 143 RU;
Asia/Magadan 60 151 RU;Asia/Sakhalin 47 143 RU;Asia/Srednekolymsk 67 154 RU;Asia/Kamchatka 53 159 RU;
Asia/Anadyr 65 177 RU;Asia/Riyadh 25 47 SA,AQ,KW,YE;Pacific/Guadalcanal -10 160 SB,FM;Africa/Khartoum 16 33 SD;
Asia/Singapore 1 104 SG,AQ,MY;America/Paramaribo 6 -55 SR;Africa/Juba 5 32 SS;Africa/Sao_Tome 0 7 ST;
America/El_Salvador 14 -89 SV;Asia/Damascus 34 36 SY;America/Grand_Turk 21 -71 TC;Africa/Ndjamena 12 15 TD;
Asia/Bangkok 14 101 TH,CX,KH,LA,VN;Asia/Dushanbe 39 69 TJ;Pacific/Fakaofo -9 -171 TK;Asia/Dili -9 126 TL;
Asia/Ashgabat 38 58 TM;Africa/Tunis 37 10 TN;Pacific/Tongatapu -21 -175 TO;Europe/Istanbul 41 29 TR;
Asia/Taipei 25 122 TW;Europe/Kyiv 50 31 UA;America/New_York 41 -74 US;America/Detroit 42 -83 US;
America/Kentucky/Louisville 38 -86 US;America/Kentucky/Monticello 37 -85 US;
America/Indiana/Indianapolis 40 -86 US;America/Indiana/Vincennes 39 -88 US;America/Indiana/Winamac 41 -87 US;
America/Indiana/Marengo 38 -86 US;America/Indiana/Petersburg 38 -87 US;America/Indiana/Vevay 39 -85 US;
America/Chicago 42 -88 US;America/Indiana/Tell_City 38 -87 US;America/Indiana/Knox 41 -87 US;
America/Menominee 45 -88 US;America/North_Dakota/Center 47 -101 US;America/North_Dakota/New_Salem 47 -101 US;
America/North_Dakota/Beulah 47 -102 US;America/Denver 40 -105 US;America/Boise 44 -116 US;
America/Phoenix 33 -112 US,CA;America/Los_Angeles 34 -118 US;America/Anchorage 61 -150 US;
America/Juneau 58 -134 US;America/Sitka 57 -135 US;America/Metlakatla 55 -132 US;America/Yakutat 60 -140 US;
America/Nome 64 -165 US;America/Adak 52 -177 US;Pacific/Honolulu 21 -158 US;America/Montevideo -35 -56 UY;
Asia/Samarkand 40 67 UZ;Asia/Tashkent 41 69 UZ;America/Caracas 10 -67 VE;Asia/Ho_Chi_Minh 11 107 VN;
Pacific/Efate -18 168 VU;Pacific/Apia -14 -172 WS;Africa/Johannesburg -26 28 ZA,LS,SZ;`
}
