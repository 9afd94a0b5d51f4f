"""Words that Turkish suffixes need to know: what is read otherwise than it is written, and possessive compounds."""

from __future__ import annotations

LETTER_NAMES = {
    **{letter: letter for letter in "aeıioöuü"}, **{letter: letter + "e" for letter in "bcçdfgghjklmnprsştvyz"},
    "ğ": "yumuşak ge", "q": "kü", "w": "ve", "x": "iks",
}  # fmt: skip
# Capitals read as one word, by usage.
WORDS = frozenset(
    """
    nato unesco unicef asean opec fifa uefa nasa tübitak aselsan roketsan tika tüsiad müsiad botaş tanap türksat
    interpol hamas covid brics efta aids afad ikea mercosur gatt frontex türksoy tüpraş sipri tema disk cern tir
    himars swift awacs start
    """.split()
)
SPOKEN = {
    "brics": "briks",
    "opec": "opek",
    "interpol": "interpöl",
    "mit": "mit",
    "tüik": "tüik",
    "deaş": "deaş",
    "yök": "yök",
    "socar": "sokar",
    "rtük": "rtük",
    "hıv": "hiv",
    "tir": "tır",
    "pkk": "ka",
    "tobb": "tob",
    "agit": "agit",
    "basf": "basf",
    "cia": "ay ey",
    "fbi": "ay",
    "bbc": "si",
    "cnn": "en",
}
# Loan names whose last l or t is palatal, so that front suffixes follow a back vowel.
PALATAL = frozenset(
    """
    kemal celal cemal bilal hilal nihal zuhal meral ikbal iclal seul resul rasul senegal nepal montreal istiklal
    hayal zelal şevval mahal interpol ınterpol europol petrol protokol
    """.split()
)
DIGITS = {
    "1": "bir",
    "2": "iki",
    "3": "üç",
    "4": "dört",
    "5": "beş",
    "6": "altı",
    "7": "yedi",
    "8": "sekiz",
    "9": "dokuz",
}
TENS = {
    "1": "on",
    "2": "yirmi",
    "3": "otuz",
    "4": "kırk",
    "5": "elli",
    "6": "altmış",
    "7": "yetmiş",
    "8": "seksen",
    "9": "doksan",
}
# Units of measure in small letters are read as their words, and keep the apostrophe (TDK: km'yi, kg'dan; m²ye).
UNITS = {
    "kg": "kilogram", "g": "gram", "km": "kilometre", "cm": "santimetre", "mm": "milimetre", "m": "metre", "l": "litre",
    "m²": "metrekare", "km²": "kilometrekare", "m³": "metreküp", "t": "ton", "kwh": "kilovatsaat", "ha": "hektar",
}  # fmt: skip
# Last words of names that are possessive compounds: they take the pronominal n before a case.
HEADS = frozenset(
    """
    adası adaları ajansı anlaşması antlaşması araştırmaları bakanı bakanlığı bankası başkanı başkanlığı belediyesi
    birimi birliği bölgesi boğazı borsası burnu caddesi cumhurbaşkanı cumhurbaşkanlığı cumhuriyeti çölü dairesi dağı
    akademisi anıtı birlikleri camii camisi emiri eyaleti girişimi grubu hisarı hükümeti kalesi kenti komutanı
    komutanlığı köyü kraliçesi mahallesi müdürü müsteşarlığı odası operasyonu planı prensesi sınırı şehri temsilcisi
    temsilciliği valisi valiliği yardımcısı üyesi
    dağları deklarasyonu denizi dergisi derneği dünyası elçiliği emirlikleri enstitüsü evi fakültesi federasyonu
    festivali filarmonisi fonu forumu gazetesi genelkurmayı gölü günü hastanesi havalimanı prensi büyükelçisi hattı
    kralı programı havaalanı hareketi hukuku ili ilçesi imparatorluğu ittifakı kanalı kanunu kasabası kilisesi
    komisyonu komitesi konferansı konseyi konsolosluğu koridoru körfezi köprüsü krallığı kulübü kupası kurulu kurumu
    kuvvetleri limanı ligi madalyası mahkemesi meclisi merkezi meydanı milletvekili misyonu mutabakatı mücadelesi
    müdürlüğü müzesi nehri nişanı oyunları ödülü ofisi okulu ordusu organizasyonu orkestrası otoritesi örgütü
    özerkliği palası parkı parlamentosu partisi polisi projesi protokolü sarayı savaşı seferi sekreteri sekreterliği
    senatosu sistemi stadı stadyumu sultanı sultanlığı sözleşmesi şartı şirketi şampiyonası takımı tapınağı
    teşkilatı ticareti tiyatrosu topluluğu toplantısı tüneli üniversitesi üssü vadisi vakfı vilayeti yarımadası
    yasası yolu yönetimi zirvesi büyükelçiliği veliahtı sözcüsü güzergâhı güzergahı petrolleri devletleri kupası
    lideri külliyesi yolları divanı bayramı sahili halkı halkları kitabı efendisi heyeti şubesi fabrikası madeni tesisleri
    tesisi kampüsü çarşısı pazarı oteli ormanı ovası platosu havzası sahası mağarası şelalesi krizi davası soruşturması
    raporu belgesi bildirgesi kararnamesi yönetmeliği anayasası dizisi filmi romanı şiiri destanı senfonisi operası
    sergisi fuarı kongresi kurultayı sempozyumu çalıştayı haftası yılı günleri maratonu turnuvası yarışması serisi uydusu
    füzesi uçağı gemisi denizaltısı tankı treni metrosu otoyolu barajı santrali rafinerisi terminali istasyonu garı
    şeridi devleti kapısı cephesi danışmanı komiseri komiserliği seddi baharı gücü direktörü bürosu türbesi başkenti
    koalisyonu elçisi konsorsiyumu demiryolu zinciri
    """.split()
)
