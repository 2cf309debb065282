import type { Catalogue, Terms } from './catalogue.ts'

export const ar: Catalogue = {
  // The file
  file_too_large: {
    text: 'حجم الملف أكبر من {limit} ميغابايت.',
    remedy: 'قسّمه، أو انقلوا المضلعات والشبكات إلى ملفات مستقلة.',
  },
  not_utf8: { text: 'الملف ليس نصًا بترميز UTF-8 (وُجد: {found}).', remedy: 'احفظوه نصًا بترميز UTF-8.' },
  control_character: {
    text: 'لا مكان لهذا الرمز في ملف نصي ({found}).',
    remedy: 'احذفه؛ قد يكون الملف ثنائيًا أو تالفًا.',
  },
  too_deep: {
    text: 'مستويات التداخل في الملف أكثر من {limit}.',
    remedy: 'ابحثوا عن أقواس لم تُغلق؛ يكفي ملف الهدنة أقل من عشرة مستويات.',
  },
  file_empty: { text: 'الملف فارغ.', remedy: 'ابدؤوا من examples/minimal/pause.yaml.' },
  several_documents: { text: 'هنا يبدأ مستند ثانٍ (---).', remedy: 'اجعلوا في كل ملف هدنة واحدة.' },
  not_yaml: {
    text: 'تتعذر قراءة هذا بصيغة YAML أو JSON: {reason}',
    remedy: 'صحّحوا السطر؛ ابحثوا فيه أو فوقه مباشرة عن علامة اقتباس أو قوس أو نقطتين ناقصة.',
  },
  duplicate_key: {
    text: 'هذا المفتاح مكرر في الموضع نفسه.',
    remedy: 'أبقوا واحدًا منهما؛ وإلا حلّ الثاني محل الأول دون تنبيه.',
  },
  tab_as_indent: { text: 'استُخدمت علامة جدولة في المسافة البادئة.', remedy: 'استخدموا المسافات.' },
  tag_unknown: { text: 'لا تُستخدم الوسوم (!…) في ملفات الهدنة.', remedy: 'احذفوا الوسم.' },
  aliases_explode: {
    text: 'تتوسع الأسماء المستعارة (*…) إلى أكثر من {limit} قيمة.',
    remedy: 'اكتبوا القيم صراحة، أو قلّلوا الأسماء المستعارة.',
  },
  key_not_text: { text: 'هذا المفتاح ليس نصًا.', remedy: 'استخدموا كلمة بسيطة مفتاحًا.' },
  file_outside_folder: {
    text: '«{file}» ليس ملفًا في مجلد ملف الهدنة.',
    remedy: 'انسخوه بجانب ملف الهدنة واكتبوا اسمه فقط.',
  },
  file_missing: { text: 'الملف «{file}» غير موجود.', remedy: 'ضعوه بجانب ملف الهدنة، أو صحّحوا الاسم.' },
  file_unreadable: { text: 'تتعذر قراءة الملف «{file}» بصيغة JSON أو YAML.', remedy: 'صحّحوه أو صدّروه من جديد.' },
  // Shape
  expected_map: { text: 'يُنتظر هنا حقول ({keys}).', remedy: 'اكتبوها أسطرًا بصيغة «مفتاح: قيمة»، أو بصيغة {…}.' },
  expected_list: { text: 'تُنتظر هنا قائمة.', remedy: 'اكتبوها أسطرًا تبدأ بـ «- »، أو بصيغة […].' },
  expected_pair: { text: 'تُنتظر هنا قيمتان.', remedy: 'اكتبوا [الأولى، الثانية] بفاصلة لاتينية بينهما.' },
  list_too_long: {
    text: 'عدد عناصر القائمة {found}، والحد الأقصى {limit}.',
    remedy: 'قسّموا الهدنة، أو اجمعوا عناصر معًا.',
  },
  list_too_short: { text: 'عدد عناصر القائمة {found}، والمطلوب {limit} على الأقل.', remedy: 'أضيفوا ما ينقص.' },
  key_missing: { text: '«{key}» ناقص هنا.', remedy: 'أضيفوا «{key}: …».' },
  key_unknown: { text: '«{key}» ليس مفتاحًا معروفًا هنا.', remedy: 'استخدموا أحد المفاتيح: {known}؛ أو احذفوه.' },
  key_misspelt: { text: '«{key}» ليس مفتاحًا معروفًا هنا.', remedy: 'هل قصدتم «{near}»؟' },
  // Words and numbers
  expected_text: { text: 'يُنتظر هنا نص، لا {found}.', remedy: 'اكتبوا كلمات، بين علامتي اقتباس عند الحاجة.' },
  text_empty: { text: 'النص فارغ.', remedy: 'اكتبوا شيئًا، أو احذفوا المفتاح.' },
  text_too_long: { text: 'النص أطول من {limit} حرف.', remedy: 'اختصره؛ وضعوا الملاحظة الطويلة في «note».' },
  local_text_empty: { text: 'لم تُذكر أي لغة.', remedy: 'اكتبوا { ar: … }، ومعها en أو fr أو ru إن وُجدت.' },
  expected_boolean: { text: 'يُنتظر هنا true أو false، لا {found}.', remedy: 'اكتبوا true أو false.' },
  word_unknown: { text: '«{found}» ليست من الكلمات المعروفة هنا.', remedy: 'استخدموا إحدى الكلمات: {known}.' },
  word_misspelt: {
    text: '«{found}» ليست من الكلمات المعروفة هنا.',
    remedy: 'هل قصدتم «{near}»؟ الكلمات المعروفة: {known}.',
  },
  expected_number: { text: 'يُنتظر هنا رقم، لا {found}.', remedy: 'اكتبوا رقمًا دون علامات اقتباس أو وحدات.' },
  number_negative: { text: 'الرقم {found} سالب.', remedy: 'استخدموا 0 أو أكثر.' },
  number_too_small: { text: 'الرقم {found} صغير جدًا.', remedy: 'استخدموا {limit} أو أكثر.' },
  number_not_whole: {
    text: 'الرقم {found} ليس عددًا صحيحًا.',
    remedy: 'استخدموا عددًا صحيحًا: لا يتجزأ الأشخاص ولا المركبات.',
  },
  number_too_large: { text: 'لا يمكن أن يكون الرقم {found} صحيحًا.', remedy: 'استخدموا {limit} على الأكثر.' },
  expected_quantity: {
    text: 'يُنتظر هنا رقم مع وحدته، مثل {example}، لا «{found}».',
    remedy: 'اكتبوا الرقم وإحدى الوحدات: {units}.',
  },
  unit_missing: { text: '«{found}» بلا وحدة.', remedy: 'أضيفوا إحدى الوحدات: {units}؛ مثلًا {example}.' },
  unit_of_other_kind: {
    text: '«{unit}» وحدة من نوع آخر ({means})؛ المنتظر هنا: {dimension}.',
    remedy: 'استخدموا إحدى الوحدات: {units}؛ مثلًا {example}.',
  },
  unit_unknown: { text: '«{unit}» ليست وحدة معروفة هنا.', remedy: 'هل قصدتم «{near}»؟ الوحدات المعروفة: {units}.' },
  quantity_negative: { text: '«{found}» قيمة سالبة.', remedy: 'استخدموا 0 أو أكثر.' },
  quantity_too_large: { text: '«{found}» قيمة كبيرة جدًا.', remedy: 'ابحثوا عن خطأ في الرقم أو الوحدة.' },
  not_positive: { text: 'يجب أن تكون القيمة أكبر من صفر.', remedy: 'اكتبوا المدة أو السرعة الفعلية.' },
  expected_rate: { text: 'يُنتظر هنا معدل، لا «{found}».', remedy: 'اكتبوا مثلًا «60 per 15 min»، أو الحقول كاملة.' },
  figure_without_best: { text: 'لا توجد في هذه القيمة «best».', remedy: 'أضيفوا «best: …»: فهي ما تستخدمه الخطة.' },
  figure_out_of_order: {
    text: 'القيم low ({low}) وbest ({best}) وhigh ({high}) ليست مرتبة.',
    remedy: 'يجب أن يكون low ≤ best ≤ high.',
  },
  speed_without_length: { text: 'ذُكرت سرعة، لكن الممر بلا طول.', remedy: 'أضيفوا «length: … km»، أو اكتبوا المدة.' },
  rows_out_of_order: { text: 'الأسطر ليست مرتبة حسب «from».', remedy: 'رتّبها؛ كل ساعة مرة واحدة.' },
  // Time
  time_zone_misspelt: {
    text: '«{found}» ليست منطقة زمنية.',
    remedy: 'هل قصدتم «{near}»؟',
  },
  time_zone_far: {
    text: '«{zone}» توقيت مكان يبعد {kilometres} كم من هنا، ويختلف عن توقيت الأماكن القريبة.',
    remedy: 'إن كانت أوقات هذا الملف بتوقيت المكان فاذكروا المنطقة الزمنية المعمول بها فيه؛ القريبة منه: {near}.',
  },
  time_zone_unknown: { text: '«{found}» ليست منطقة زمنية.', remedy: 'استخدموا اسمًا مثل Asia/Damascus.' },
  expected_time: {
    text: '«{found}» ليس وقتًا مثل 2016-11-04T08:00.',
    remedy: 'اكتبوا السنة-الشهر-اليومTالساعة:الدقيقة؛ وأضيفوا +02:00 لبيان فرق التوقيت.',
  },
  time_does_not_exist: {
    text: 'الوقت {found} غير موجود في {zone}: يتخطاه تغيير الساعة.',
    remedy: 'اكتبوا فرق التوقيت، كما في {found}+02:00.',
  },
  time_exists_twice: {
    text: 'الوقت {found} يتكرر مرتين في {zone}: يعيده تغيير الساعة.',
    remedy: 'اكتبوا أيهما المقصود: {first} أو {second}.',
  },
  expected_time_of_day: { text: '«{found}» ليست ساعة مثل 08:00.', remedy: 'اكتبوا رقمين ثم نقطتين ثم رقمين.' },
  // Ids and places on the map
  expected_id: {
    text: '«{found}» ليس معرّفًا.',
    remedy: 'استخدموا حروفًا لاتينية صغيرة وأرقامًا و«_» و«.» و«-»، على أن يبدأ بحرف أو رقم.',
  },
  expected_position: {
    text: 'يُنتظر هنا موقع.',
    remedy: 'اكتبوا [longitude, latitude] (خط الطول ثم خط العرض) بالدرجات.',
  },
  position_swapped: {
    text: 'خط العرض يتجاوز 90°: يبدو أن القيمتين معكوستان.',
    remedy: 'هل قصدتم [{longitude}, {latitude}]؟ خط الطول أولًا.',
  },
  position_off_earth: {
    text: 'الموقع [{longitude}, {latitude}] ليس على الأرض.',
    remedy: 'اكتبوا [longitude, latitude] (خط الطول ثم خط العرض) بالدرجات.',
  },
  expected_area: {
    text: 'يُنتظر هنا مضلع.',
    remedy: 'اكتبوا Polygon أو MultiPolygon بصيغة GeoJSON، أو اسم ملف يحتويه.',
  },
  ring_too_short: {
    text: 'في المحيط أقل من أربعة مواقع.',
    remedy: 'اكتبوا مثلثًا على الأقل، مع تكرار الموقع الأول في النهاية.',
  },
  ring_open: { text: 'المحيط غير مغلق.', remedy: 'كرّروا الموقع الأول في النهاية.' },
  ring_crosses_itself: { text: 'المحيط يقطع نفسه.', remedy: 'رتّبوا المواقع حول المنطقة؛ وابحثوا عن موقعين متبادلين.' },
  // Ids and what they name
  id_clash: {
    text: 'المعرّف «{id}» مستخدم من قبل ({kind})؛ أول مرة في السطر {line}.',
    remedy: 'أعطوا أحدهما معرّفًا آخر.',
  },
  event_named_as_movement: {
    text: 'الحدث «{id}» يحمل اسم حركة.',
    remedy: 'أعطوا الحدث معرّفًا آخر، ليتضح ما ينتظره الشرط.',
  },
  reference_unknown: {
    text: '«{id}» غير معرّف في هذا الملف؛ المنتظر هنا: {kind}.',
    remedy: 'عرّفه، أو استخدموا معرّفًا موجودًا.',
  },
  reference_misspelt: { text: '«{id}» غير معرّف في هذا الملف؛ المنتظر هنا: {kind}.', remedy: 'هل قصدتم «{near}»؟' },
  reference_of_other_kind: {
    text: '«{id}» معرّف، لكن بوصفه: {is}؛ المنتظر هنا: {kind}.',
    remedy: 'استخدموا معرّفًا من النوع المطلوب.',
  },
  // Terms and windows
  window_reversed: {
    text: 'النافذة الزمنية «{id}» تُغلق قبل أن تُفتح أو في اللحظة نفسها.',
    remedy: 'راجعوا الوقتين؛ بعد منتصف الليل يكون تاريخ الإغلاق اليوم التالي.',
  },
  window_too_long: {
    text: 'النافذة الزمنية «{id}» أطول من {limit} أيام.',
    remedy: 'قسّموها إلى نافذة لكل يوم، أو راجعوا التواريخ.',
  },
  windows_overlap: {
    text: 'النافذة الزمنية «{id}» تُفتح قبل إغلاق النافذة «{other}».',
    remedy: 'ادمجهما، أو أنهوا إحداهما قبل بدء الأخرى.',
  },
  windows_out_of_order: {
    text: 'النافذة الزمنية «{id}» تُفتح قبل «{other}» التي تسبقها في القائمة.',
    remedy: 'رتّبوا النوافذ بحسب وقت فتحها.',
  },
  buffer_too_long: {
    text: 'هامش الأمان ({buffer}) ليس أقصر من النافذة «{id}» ({lasts}): لا يبقى وقت للتحرك.',
    remedy: 'قلّلوا الهامش، أو راجعوا النافذة.',
  },
  window_without_round: {
    text: 'في النافذة «{id}» لا تستطيع أي مركبة أن تدخل وتخرج في الوقت: أقصر دخول وخروج يستغرق {needed}، والنافذة تتيح {usable}.',
    remedy: 'اطلبوا نافذة لا تقل عن {least}، أو قلّلوا الهامش.',
  },
  not_agreed_by_all: {
    text: 'لا يذكر الملف اتفاق: {parties}. وإلى أن يذكرها فهذه هدنة معلنة.',
    remedy: 'أضيفوها إلى «agreed_by» بعد توثيق اتفاقها.',
  },
  probability_of_nothing: {
    text: 'احتمال مطلوب قدره {found} لا يطلب شيئًا.',
    remedy: 'اكتبوا “null” إن لم يكن مطلوبًا، أو الاحتمال المتفق عليه، مثل 0.99.',
  },
  probability_certain: {
    text: 'احتمال قدره {found} يعني اليقين، ولا تستطيع أي خطة أن تعد به: فقد يقع طارئ في أي وقت.',
    remedy: 'اطلبوا 0.999999 على الأكثر، مثل 0.99؛ أو “null” إن لم يكن مطلوبًا.',
  },
  quantile_certain: {
    text: 'كُمَيْم قدره {found} أبعد من كل ما يمكن أن يقع: فلن تنطلق أي مركبة أبدًا.',
    remedy: 'اكتبوا 0.999999 على الأكثر، مثل 0.99.',
  },
  probability_without_uncertainty: {
    text: 'يُشترط احتمال لخروج الجميع في الوقت، لكن لا شيء يبيّن كم قد يختلف اليوم عن الخطة.',
    remedy: 'أضيفوا «uncertainty»، مع وسمها بأنها مفترضة عند الحاجة.',
  },
  dark_before_close: {
    text: 'يحل الظلام قبل إغلاق النافذة «{id}»: تغرب الشمس نحو {sunset} بالتوقيت المحلي.',
    remedy: 'جهّزوا إنارة ومرشدين، أو اطلبوا ساعات أبكر.',
  },
  dark_at_opening: {
    text: 'تُفتح النافذة «{id}» في الظلام: تشرق الشمس نحو {sunrise} بالتوقيت المحلي.',
    remedy: 'جهّزوا إنارة ومرشدين، أو أخّروا بدء التحركات.',
  },
  // Sides of the line
  place_not_inside: {
    text: '«{id}» مذكور أنه في الداخل، لكنه خارج مضلع المنطقة.',
    remedy: 'صحّحوا موقعه أو المضلع، أو احذفوا «inside: true».',
  },
  place_not_outside: {
    text: '«{id}» داخل مضلع المنطقة، لكنه غير مذكور أنه في الداخل.',
    remedy: 'أضيفوا «inside: true»، أو صحّحوا موقعه أو المضلع.',
  },
  place_swapped: {
    text: '«{id}» ليس حيث ينبغي أن يكون؛ ولو عُكس خطا الطول والعرض لكان هناك.',
    remedy: 'هل قصدتم [{longitude}, {latitude}]؟ خط الطول أولًا.',
  },
  link_joins_sides: {
    text: 'تصل هذه الوصلة بين «{first}» و«{second}»، وأحدهما داخل المنطقة والآخر خارجها.',
    remedy: 'لا ينقل من جانب إلى آخر إلا ممر: صِلوا كل مكان بمدخل ممر في جانبه.',
  },
  link_to_itself: { text: 'تصل هذه الوصلة «{id}» بنفسه.', remedy: 'اذكروا مكانين، أو احذفوا الوصلة.' },
  link_without_time: {
    text: 'ليس للوصلة بين «{first}» و«{second}» لا «time» ولا «on_foot».',
    remedy: 'اكتبوا مدة الطريق؛ فبدونها لا يستطيع أحد استخدامه.',
  },
  // Corridors
  corridor_end_not_mouth: {
    text: 'ينتهي الممر «{id}» عند «{place}»، وهو ليس مدخل ممر ({found}).',
    remedy: 'استخدموا مكانًا فيه «kind: mouth»؛ وأضيفوا واحدًا بجانبه عند الحاجة.',
  },
  corridor_both_outside: {
    text: 'مدخلا الممر «{id}» كلاهما خارج المنطقة.',
    remedy: 'يجب أن يكون مدخله الداخلي في المنطقة («inside: true»).',
  },
  corridor_both_inside: {
    text: 'مدخلا الممر «{id}» كلاهما داخل المنطقة.',
    remedy: 'يجب أن يكون مدخله الخارجي خارج المنطقة.',
  },
  corridor_mouths_exchanged: {
    text: 'مدخلا الممر «{id}» معكوسان: مدخله الخارجي في الداخل.',
    remedy: 'بدّلوا بين «outside» و«inside».',
  },
  gate_without_delay: {
    text: 'عند الحاجز «{gate}» في الممر «{id}» لا يستغرق الفحص أي وقت.',
    remedy: 'إن كان يستغرق وقتًا فاكتبوا كم: هذا الرقم يحسم أكثر من غيره.',
  },
  link_of_no_time: {
    text: 'الطريق من «{first}» إلى «{second}» لا يستغرق أي وقت.',
    remedy: 'إن كان يستغرق وقتًا فاكتبوا كم.',
  },
  walking_without_time: {
    text: 'يمكن السير في الممر «{id}»، لكن «travel» لا تذكر مدة للسير: لن يُخطط لأحد أن يسير فيه.',
    remedy: 'أضيفوا «on_foot» إلى «travel».',
  },
  private_cars_without_lane: {
    text: 'تخرج سيارات خاصة عبر الممر «{id}»، لكن حاجزه «{gate}» بلا مسار لها.',
    remedy: 'أضيفوا «car_lanes: 1» أو أكثر إلى الحاجز، أو احذفوا السيارات الخاصة.',
  },
  private_cars_against_direction: {
    text: 'تخرج سيارات خاصة عبر الممر «{id}»، وهو للدخول فقط.',
    remedy: 'صحّحوا «direction»، أو احذفوا السيارات الخاصة.',
  },
  corridor_opens_too_late: {
    text: 'لا يستطيع أحد استخدام الممر «{id}»: يُفتح بعد فوات الوقت في كل النوافذ.',
    remedy: 'راجعوا «earliest» وشروط فتح الممر.',
  },
  corridor_without_capacity: {
    text: 'لا يستطيع أحد استخدام الممر «{id}»: لا تدخله أي مركبة في أي ساعة.',
    remedy: 'راجعوا «capacity».',
  },
  corridor_without_users: {
    text: 'لا يستطيع أحد استخدام الممر «{id}»: لا مركبة تخدم استخداماته ({uses})، ولا سير فيه.',
    remedy: 'راجعوا «uses» وما ينقله كل أسطول.',
  },
  corridor_bars_all: {
    text: 'لا يستطيع أحد استخدام الممر «{id}»: لا يمر فيه أي من أنواع المركبات هذه: {kinds}.',
    remedy: 'راجعوا «direction» و«travel» ومسارات الحواجز ومدد التفتيش.',
  },
  corridor_not_linked: {
    text: 'لا يستطيع أحد استخدام الممر «{id}»: لا وصلة تؤدي إلى مدخله «{place}».',
    remedy: 'أضيفوا الوصلات من المرائب وإلى الوجهات.',
  },
  corridor_out_of_reach: {
    text: 'لا يستطيع أحد استخدام الممر «{id}»: لا مركبة من استخداماته ({kinds}) تصل إلى مدخله «{place}».',
    remedy: 'راجعوا الوصلات وأنواع المركبات في مددها.',
  },
  // People
  group_not_inside: {
    text: 'المجموعة «{id}» في «{at}»، وهو خارج المنطقة.',
    remedy: 'اذكروا المكان في الداخل حيث يوجد هؤلاء الأشخاص.',
  },
  destination_inside: {
    text: 'ستُنقل المجموعة «{id}» إلى «{to}»، وهو داخل المنطقة.',
    remedy: 'اذكروا موقع استقبال أو مستشفى في الخارج.',
  },
  destination_of_wrong_kind: {
    text: 'ستُنقل المجموعة «{id}» إلى «{to}»، وهو ليس موقع استقبال ولا مستشفى ({found}).',
    remedy: 'اذكروا مكانًا من نوع «reception» أو «hospital».',
  },
  ready_counts_differ: {
    text: 'مجموع الأعداد في «ready» للمجموعة «{id}» هو {sum}، وعددها {best}.',
    remedy: 'اجعلوا المجموع مساويًا لـ «best».',
  },
  ready_after_close: {
    text: 'لا تكون المجموعة «{id}» جاهزة إلا بعد إغلاق آخر نافذة.',
    remedy: 'راجعوا الوقت والتاريخ.',
  },
  armed_groups_priority: {
    text: 'تتحرك المجموعة «{id}» بصفة armed_groups بأولوية «{priority}».',
    remedy: 'استخدموا «general»؛ والجرحى يتحركون بصفة «medical» أيًا كانوا.',
  },
  rank_not_medical: {
    text: 'للمجموعة «{id}» «rank»، لكن حركتها ليست طبية ({movement}).',
    remedy: 'احذفوه: الأطباء وحدهم يحددون الترتيب، وللحركة الطبية فقط.',
  },
  companions_not_medical: {
    text: 'للمجموعة «{id}» مرافقون، لكن حركتها ليست طبية ({movement}).',
    remedy: 'احسبوهم ضمن المجموعة؛ و«group_size» يبقي الأسر معًا.',
  },
  group_of_nobody: { text: 'لا أحد في المجموعة «{id}».', remedy: 'اذكروا العدد، أو احذفوا المجموعة.' },
  people_not_asked: {
    text: 'لم يُسأل أفراد المجموعة «{id}» في «{at}» (العدد {people}) عمّا إذا كانوا يرغبون في المغادرة.',
    remedy: 'اسألوهم ثم اكتبوا «wish: leave» أو «wish: stay». وحتى ذلك الحين لا يُخطَّط لهم شيء، ويبقون مشمولين بالحماية.',
  },
  moved_without_wish: {
    text: 'يُراد نقل المجموعة «{id}» مع أن أفرادها لم يقولوا إنهم يرغبون في المغادرة.',
    remedy: 'أخرجوهم من الرحلة؛ أو اكتبوا «wish: leave» إن قالوا ذلك.',
  },
  holding_too_small: {
    text: 'ينتظر في «{id}» عدد {people} من الأشخاص، وهو يتسع لـ {holding}.',
    remedy: 'استدعوا الأشخاص على مراحل، أو أضيفوا مكانًا ثانيًا.',
  },
  beds_too_few: {
    text: 'اختار {patients} من مرضى النقالات {to}، وعدد الأسرّة لهم {beds}.',
    remedy: 'دبّروا أسرّة أخرى، أو اعرضوا على المرضى مستشفى آخر أيضًا.',
  },
  people_without_vehicle: {
    text: 'لا شيء ينقل المجموعة «{id}»: لا مركبة مخصصة لـ {movement} فيها مكان لـ {mobility}.',
    remedy: 'أضيفوا مثل هذه الحمولة إلى أسطول، أو أضيفوا أسطولًا آخر.',
  },
  group_fits_no_vehicle: {
    text: 'يبقى أشخاص «{id}» معًا في مجموعات من {size} مع مرافقيهم: لا مركبة تتسع لهذا العدد.',
    remedy: 'راجعوا «group_size»، أو أضيفوا مركبة أكبر.',
  },
  people_out_of_reach: {
    text: 'لا مركبة للمجموعة «{id}» ({kinds}) تصل إلى «{at}».',
    remedy: 'راجعوا الوصلات واستخدامات الممرات وما تسمح حواجزها بمروره.',
  },
  people_without_way_out: {
    text: 'تصل مركبات المجموعة «{id}» ({kinds}) إلى «{at}»، لكنها لا تستطيع الخروج من المنطقة من هناك.',
    remedy: 'راجعوا اتجاه الممرات والوصلات ذات الاتجاه الواحد والحواجز التي تفتّش «out».',
  },
  destinations_out_of_reach: {
    text: 'لا مركبة للمجموعة «{id}» ({kinds}) تصل من ممر إلى {to}.',
    remedy: 'أضيفوا الوصلات في الخارج، وأنواع المركبات في مددها.',
  },
  hospital_without_ambulance: {
    text: 'لا سيارة إسعاف تصل إلى المستشفى «{id}»، وهو وجهة المجموعة «{group}».',
    remedy: 'أضيفوا الوصلات التي تحتاجها سيارات الإسعاف، أو أسطول إسعاف.',
  },
  no_people: {
    text: 'لم يُحسب أحد ممن يرغبون في المغادرة.',
    remedy: 'أضيفوا «people» إن وُجدوا؛ وإلا اقتصر التخطيط على المساعدات.',
  },
  // Aid
  consignment_from_elsewhere: {
    text: 'تنطلق الشحنة «{id}» من «{from}»، وهو ليس مستودعًا خارج المنطقة ({found}).',
    remedy: 'اذكروا مكانًا من نوع «warehouse» في الخارج.',
  },
  consignment_to_elsewhere: {
    text: 'تتجه الشحنة «{id}» إلى «{to}»، وهو ليس نقطة توزيع في المنطقة ({found}).',
    remedy: 'اذكروا مكانًا من نوع «drop» في الداخل.',
  },
  floor_above_consignment: {
    text: 'الحد الأدنى للشحنة «{id}» ({floor}) أكثر مما تحتويه ({mass}).',
    remedy: 'راجعوا الحد الأدنى وكتلة المواد وأعدادها.',
  },
  too_many_items: { text: 'عدد مواد المساعدات {found}، والحد الأقصى {limit}.', remedy: 'اجمعوا المواد المتشابهة.' },
  aid_without_vehicle: {
    text: 'هناك مساعدات لإيصالها، لكن لا مركبة تنقلها.',
    remedy: 'أضيفوا أسطولًا فيه «carries: [aid]» وحمولة فيها «mass».',
  },
  drop_out_of_reach: {
    text: 'لا مركبة مساعدات تصل إلى «{id}» وتخرج منه.',
    remedy: 'راجعوا الوصلات واستخدامات الممرات واتجاهها.',
  },
  drop_without_return: {
    text: 'لا مركبة توصل المساعدات إلى «{id}» وتخرج في الوقت: يستغرق الدخول والخروج {needed}، وأطول نافذة تتيح {usable}.',
    remedy: 'اطلبوا نافذة أطول، أو قلّلوا الهامش، أو اختاروا نقطة أقرب.',
  },
  // Vehicles
  fleet_inside: {
    text: 'ينطلق الأسطول «{id}» من «{at}»، وهو داخل المنطقة.',
    remedy: 'تنطلق المركبات من الخارج: اذكروا مرأبها.',
  },
  fleet_of_none: { text: 'لا مركبات في الأسطول «{id}».', remedy: 'اذكروا العدد، أو احذفوا الأسطول.' },
  fleet_carries_nothing: {
    text: 'لا يذكر الأسطول «{id}» ما ينقله.',
    remedy: 'أضيفوا «carries: […]» مع civilians أو medical أو aid أو armed_groups.',
  },
  fleet_without_loads: {
    text: 'لا يذكر الأسطول «{id}» تجهيز مركباته.',
    remedy: 'أضيفوا «loads: […]»، مثل { seated: 50 } أو { mass: 8 t }.',
  },
  vehicle_fits_nobody: {
    text: 'لا مكان في مركبات «{id}» لأي شيء مما تنقله ({carries}).',
    remedy: 'أضيفوا للأشخاص مقاعد أو أماكن للكراسي المتحركة أو النقالات؛ وللمساعدات «mass».',
  },
  ambulance_carries_other: {
    text: 'ستنقل سيارات الإسعاف في «{id}»: {found}.',
    remedy: 'لا تنقل سيارات الإسعاف إلا المرضى والمرافقين والطواقم الصحية: استخدموا «carries: [medical]».',
  },
  escort_carries: {
    text: 'للمرافقة «{id}» «{key}»؛ ومركبات المرافقة لا تنقل أحدًا ولا شيئًا.',
    remedy: 'احذفوا «{key}»، أو غيّروا «kind».',
  },
  available_reversed: {
    text: 'تنتهي إتاحة الأسطول «{id}» قبل أن تبدأ.',
    remedy: 'بدّلوا بين الوقتين، أو راجعوا التواريخ.',
  },
  fleet_never_available: { text: 'الأسطول «{id}» غير متاح في أي نافذة.', remedy: 'راجعوا تواريخ «available».' },
  handling_time_missing: {
    text: 'لا يذكر الأسطول «{id}» مدة «{key}» لـ {mobilities}: تُحسب صفرًا.',
    remedy: 'أضيفوا المدد؛ و«seated» تسري على ما لم يُذكر.',
  },
  too_many_vehicles: {
    text: 'مجموع مركبات الأساطيل {found}، والحد الأقصى للتخطيط {limit}.',
    remedy: 'قسّموا الهدنة بحسب الممرات.',
  },
  no_vehicles: { text: 'لا توجد أي مركبة.', remedy: 'أضيفوا «fleet»؛ وبدونه لا يُخطط إلا لمن يستطيع الخروج سيرًا.' },
  // Rules
  convoy_size_reversed: {
    text: 'أصغر حجم للقافلة ({least}) أكبر من أكبر حجم ({most}).',
    remedy: 'اكتبوا الأصغر أولًا ثم الأكبر.',
  },
  convoy_use_not_of_corridor: {
    text: 'القاعدة تخص {uses}، والممر «{id}» غير مخصص لذلك أصلًا.',
    remedy: 'راجعوا الاستخدامات في القاعدة وفي الممر.',
  },
  escort_of_other_kind: {
    text: 'ذُكر الأسطول «{id}» للمرافقة، لكن نوعه «{found}».',
    remedy: 'اذكروا أسطولًا فيه «kind: escort»، أو none.',
  },
  separate_itself: { text: 'لا يمكن فصل «{use}» عن نفسها.', remedy: 'اذكروا حركتين مختلفتين.' },
  refuge_outside: {
    text: 'الملجأ «{at}» خارج المنطقة.',
    remedy: 'الملاجئ أماكن في الداخل؛ ومن في الخارج فقد غادر المنطقة.',
  },
  reciprocal_medical: {
    text: 'الشرط «{id}» يوقف الحركة الطبية حتى يتحرك آخرون.',
    remedy: 'احذفوه: لا تُقيَّد الحركة الطبية بشرط أبدًا.',
  },
  reciprocal_waits_for_itself: {
    text: 'بموجب الشرط «{id}» تنتظر {movement} نفسها.',
    remedy: 'اذكروا حركة أخرى، أو حدثًا.',
  },
  reciprocal_waits_for_nobody: {
    text: 'بموجب الشرط «{id}» تنتظر {movement} حركة {waits_for}، ولا أحد محسوب فيها: سيكون الانتظار بلا نهاية.',
    remedy: 'احسبوا هؤلاء الأشخاص، أو انتظروا حدثًا.',
  },
  reciprocal_deadlock: {
    text: 'تنتظر هذه الحركات بعضها بعضًا فلا تبدأ أي منها: {movements}.',
    remedy: 'اجعلوا إحداها تبدأ أولًا، أو انتظروا حدثًا.',
  },
  alternates_without_state: {
    text: 'ذُكرت طرق بديلة دون «state»: لا تستخدمها إلا خطة تُوضع من جديد.',
    remedy: 'أضيفوا «state»، أو احذفوا «alternates».',
  },
  alternate_of_itself: { text: 'ذُكر الممر «{id}» بديلًا عن نفسه.', remedy: 'اذكروا الممر الذي يحل محله.' },
  state_unknown: {
    text: 'لا يوجد «{id}» في الهدنة؛ المتوقع هنا: {kind}.',
    remedy: 'استخدموا معرّفًا من ملف الهدنة.',
  },
  state_whereabouts: {
    text: 'ليس واضحًا أين توجد المركبة «{id}».',
    remedy: 'اذكروا إما «place»، وإما «corridor» مع «position».',
  },
}

export const arTerms: Terms = {
  duration: 'مدة',
  mass: 'كتلة',
  volume: 'حجم',
  length: 'طول',
  speed: 'سرعة',
  party: 'طرف',
  window: 'نافذة زمنية',
  place: 'مكان',
  corridor: 'ممر',
  gate: 'حاجز',
  group: 'مجموعة أشخاص',
  consignment: 'شحنة',
  item: 'مادة',
  fleet: 'أسطول',
  vehicle: 'مركبة',
  event: 'حدث',
  condition: 'شرط متبادل',
  trip: 'رحلة',
  movement_or_event: 'حركة أو حدث',
  binary: 'بيانات ثنائية',
  yaml_indent: 'المسافة البادئة غير مناسبة، أو قوس لم يُغلق.',
  yaml_missing_char: 'تنقص علامة اقتباس أو قوس أو فاصلة أو نقطتان.',
  yaml_alias: 'خطأ في مرساة (&) أو اسم مستعار (*).',
  yaml_escape: 'بعد الشرطة المائلة العكسية رمز غير معروف.',
  yaml_start: 'لا يجوز أن يبدأ نص بسيط بهذا الرمز.',
  yaml_key: 'يجب أن يكون المفتاح في سطر واحد قبل نقطتين.',
  yaml_flow: 'لا يجوز وضع قائمة بالأسطر بين أقواس.',
  yaml_unexpected: 'هذا غير متوقع هنا.',
  yaml_other: 'النص يخالف قواعد الصيغة.',
}
