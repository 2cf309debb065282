// As play.en.ts.

import type { play as english } from './play.en.ts'

export const play: Readonly<Record<keyof typeof english, string>> = {
  'play.title': 'تشغيل اليوم',
  'play.about':
    'تدريب إلى جانب هذا الخادم: برنامج يؤدي دور المركبات والحواجز والهواتف، بالتأخيرات المفترضة. لا شيء منه حقيقي.',
  'play.beginning': 'يجري إعداد خادم للتدريب، ثم الشروط والموافقات والأوامر. بضع ثوانٍ…',
  'play.preparing': 'تحضير: تبدأ الساعة بعد صدور الأوامر.',
  'play.ordering': 'تحضير: صدرت أوامر {ordered} من {trips} من الرحلات؛ الساعة متوقفة.',
  'play.playing': 'قيد التشغيل: {speed} ثانية من اليوم في كل ثانية.',
  'play.over': 'انتهى تشغيل اليوم. ما زال يمكن الاطلاع على ما جرى.',
  'play.failed': 'تعذّر تشغيله: {reason}',
  'play.open': 'فتح اللوحة',
  'play.go': 'تشغيل اليوم',
  'play.again': 'تشغيله من جديد',
  'play.stop': 'إيقاف',
}
