from lib import *
def build():
    f = F("freelancerka"); q = Q("freelancerka", "pol"); R = random.Random(66)
    UM, AN, CN, CS, F1, F2, F3, EW, EM, NO, PR, CH = ("Umowa Wydawnictwo Jarzębina.pdf", "Aneks nr 1 Jarzębina.docx", "cennik 2026.html", "cennik 2025 stary.txt", "Faktura FV 03-2026.pdf", "Faktura FV 07-2026.pdf", "Faktura korygująca KOR 01-2026.pdf", "ewidencja 2026.xlsx", "Odp_ pytanie do księgowej.eml", "notatki projekty.md", "paragon_tablet.jpg", "czat Tymek drukarnia.txt")
    f.pdf(UM, [("right", "Kraśnica, dnia 14 stycznia 2026 r."), ("title", "Umowa o dzieło nr 2026/J/04"), ("p", "zawarta między <b>Wydawnictwem Jarzębina sp. z o.o.</b>, ul. Młyńska 8, Kraśnica, reprezentowanym przez Zofię Drzymalską (Zamawiający), a <b>Hanną Wilczek-Oraś</b>, prowadzącą działalność pod nazwą Pracownia Kreska (Wykonawca)."),
        ("h1", "§ 1. Przedmiot umowy"), ("p", "1. Wykonawca zobowiązuje się wykonać 32 ilustracje barwne i okładkę do książki „Bajki znad Mszarnicy” autorstwa R. Kosibor. 2. Ilustracje całostronicowe mają format 210 × 260 mm, 300 dpi, z 5 mm spadu. 3. Szkice wymagają akceptacji Zamawiającego przed wykonaniem wersji ostatecznej."),
        ("h1", "§ 2. Terminy"), ("tbl", [["Etap", "Termin", "Część wynagrodzenia"], ["Szkice wszystkich ilustracji", "28 lutego 2026", "25%"], ["Pierwsze 16 ilustracji", "15 kwietnia 2026", "30%"], ["Pozostałe ilustracje", "30 maja 2026", "30%"], ["Okładka i poprawki", "20 czerwca 2026", "15%"]]), ("p", "Zamawiający przekazuje uwagi w ciągu 10 dni roboczych. Brak uwag w tym czasie oznacza akceptację. O każdy dzień opóźnienia uwag przesuwają się terminy Wykonawcy."),
        ("h1", "§ 3. Wynagrodzenie"), ("p", "1. Wynagrodzenie wynosi 18 400 zł netto i obejmuje przeniesienie praw z § 5. 2. Płatność następuje w ciągu 21 dni od otrzymania faktury. 3. Dwie rundy poprawek są w cenie; każda następna kosztuje 180 zł za ilustrację. 4. Jeżeli nakład przekroczy 5000 egzemplarzy, Wykonawca otrzymuje dodatkowo 0,60 zł od egzemplarza powyżej tej liczby."),
        ("h1", "§ 4. Opóźnienie"), ("p", "1. Kara umowna za opóźnienie z winy Wykonawcy wynosi 0,3% wynagrodzenia za dzień, łącznie nie więcej niż 10%. 2. Kary nie nalicza się w razie choroby potwierdzonej zwolnieniem, przez okres do 14 dni. 3. Za zwłokę w płatności należą się odsetki ustawowe."),
        ("h1", "§ 5. Prawa autorskie"), ("p", "1. Z chwilą zapłaty Zamawiający nabywa prawa do druku i sprzedaży ilustracji w książce w języku polskim oraz w e-booku. 2. Umowa nie obejmuje wydań obcojęzycznych, gadżetów ani filmu; wymagają one osobnej umowy. 3. Wykonawca może pokazywać prace w portfolio po ukazaniu się książki. 4. Oryginały pozostają własnością Wykonawcy."), ("h1", "§ 6. Odstąpienie"), ("p", "1. Zamawiający może odstąpić od umowy po etapie szkiców, płacąc 40% wynagrodzenia. Później odstąpienie wymaga zapłaty za etapy rozpoczęte. 2. Wykonawca może odstąpić, jeśli Zamawiający zalega z zapłatą ponad 45 dni. 3. Oświadczenie wymaga formy pisemnej."), ("h1", "§ 7. Egzemplarze autorskie"), ("p", "Wykonawca otrzymuje 12 egzemplarzy bezpłatnie, a kolejne może kupić z rabatem 40%."), ("h1", "§ 8. Przekazywanie plików"), ("p", "1. Szkice przekazuje się w formacie PDF, wersje ostateczne w formacie TIFF, bez warstw, w przestrzeni barw wskazanej przez drukarnię. 2. Pliki z warstwami mogą zostać wydane za dopłatą 15% wynagrodzenia, wyłącznie do archiwum. 3. Zamawiający nie może przerabiać ilustracji bez zgody Wykonawcy; nie dotyczy to kadrowania do 5 mm i korekty barw w druku. 4. Wykorzystanie ilustracji do uczenia programów generujących obrazy jest wykluczone. 5. Wykonawca przechowuje pliki przez 3 lata od ukazania się książki."), ("h1", "§ 9. Promocja"), ("p", "1. Wykonawca weźmie udział w najwyżej trzech spotkaniach autorskich; za każde otrzyma 350 zł netto i zwrot kosztów podróży drugą klasą. 2. Zamawiający podaje nazwisko Wykonawcy na okładce i w każdej reklamie, w której pokazano ilustrację; wyjątkiem są zakładki i reklamy mniejsze niż 50 cm². 3. Jedna ilustracja może być użyta bezpłatnie na plakacie promującym premierę. Premiera jest planowana na październik 2026."), ("h1", "§ 10. Poufność"), ("p", "Do dnia premiery Wykonawca nie publikuje ilustracji w sieci, z wyjątkiem najwyżej dwóch fragmentów uzgodnionych e-mailem. Treść bajek pozostaje poufna bez ograniczenia w czasie."), ("h1", "§ 11. Postanowienia końcowe"), ("p", "Zmiany wymagają formy pisemnej. Spory rozstrzyga sąd właściwy dla Wykonawcy. Umowę sporządzono w dwóch egzemplarzach.")], font="dj", foot="Umowa 2026/J/04")
    f.docx(AN, [("title", "Aneks nr 1 do umowy nr 2026/J/04"), ("p", "z dnia 6 marca 2026 r., zawarty między Wydawnictwem Jarzębina sp. z o.o. a Hanną Wilczek-Oraś"), ("p", "1. W § 1 liczbę ilustracji zmienia się z 32 na 36. Cztery dodatkowe ilustracje są czarno-białe, półstronicowe."), ("p", "2. W § 3 ust. 1 wynagrodzenie zmienia się na 20 000 zł netto."), ("p", "3. W § 2 termin oddania pozostałych ilustracji zmienia się na 15 czerwca 2026 r., a termin okładki i poprawek na 10 lipca 2026 r. Pozostałe terminy nie ulegają zmianie."), ("p", "4. Pozostałe postanowienia umowy pozostają bez zmian."), ("p", "Podpisy: Z. Drzymalska, H. Wilczek-Oraś")])
    f.text(CN, """
<html><head><meta charset="utf-8"><title>Cennik Pracownia Kreska</title></head><body><h1>Cennik od 1 stycznia 2026</h1><p>Ceny netto w złotych. Zastępuje cennik 2025.</p><table><tr><th>Usługa</th><th>Cena</th><th>Termin</th></tr>
<tr><td>Ilustracja całostronicowa, kolor</td><td>620</td><td>7 dni</td></tr><tr><td>Ilustracja półstronicowa, kolor</td><td>380</td><td>4 dni</td></tr><tr><td>Ilustracja czarno-biała</td><td>290</td><td>3 dni</td></tr><tr><td>Okładka książki</td><td>1900</td><td>14 dni</td></tr><tr><td>Logo, trzy propozycje</td><td>2400</td><td>21 dni</td></tr><tr><td>Plakat A2</td><td>1250</td><td>10 dni</td></tr><tr><td>Godzina konsultacji</td><td>160</td><td>-</td></tr><tr><td>Skład, za stronę</td><td>22</td><td>-</td></tr></table>
<h2>Warunki</h2><ul><li>Ekspres (poniżej połowy terminu): dopłata 50%.</li><li>Organizacje pożytku publicznego: rabat 20%, nie dotyczy logo.</li><li>Zaliczka 30% przy zamówieniach powyżej 3000 zł.</li><li>Dwie rundy poprawek w cenie, następna 120 zł.</li><li>Nie robię prac dla partii politycznych ani kasyn.</li></ul></body></html>
""")
    f.text(CS, """
CENNIK 2025 (nieaktualny od 1.01.2026)

Ilustracja całostronicowa kolor   540
Ilustracja półstronicowa kolor    330
Ilustracja czarno-biała           250
Okładka                          1600
Logo (trzy propozycje)           2100
Plakat A2                        1100
Godzina konsultacji               140
Ekspres +30 %
Zaliczka 30 % powyżej 2000 zł
""")
    inv = lambda no, dd, sp, nab, lines, tot, due, rem: [("right", "Pracownia Kreska Hanna Wilczek-Oraś<br/>ul. Garncarska 3/9, 00-000 Kraśnica, NIP 000-00-44-771"), ("title", no), ("p", "Data wystawienia: %s. Data sprzedaży: %s." % (dd, sp)), ("p", "Nabywca: " + nab), ("tbl", [["Lp.", "Nazwa", "Ilość", "Cena netto", "Wartość netto", "VAT"]] + lines), ("right", tot), ("p", due), ("small", rem)]
    f.pdf(F1, inv("Faktura FV 03/2026", "9 marca 2026", "28 lutego 2026", "Wydawnictwo Jarzębina sp. z o.o., ul. Młyńska 8, Kraśnica", [["1", "Umowa 2026/J/04, etap 1: szkice (25%)", "1", "4 600,00", "4 600,00", "8%"]], "Razem netto 4 600,00 zł, VAT 368,00 zł, <b>do zapłaty 4 968,00 zł</b>", "Termin płatności: 30 marca 2026, przelew.", "Kwota etapu według umowy sprzed aneksu, wyrównanie w następnej fakturze."), font="dj")
    f.pdf(F2, inv("Faktura FV 07/2026", "20 kwietnia 2026", "17 kwietnia 2026", "Fundacja Żywe Torfowiska, ul. Bagienna 40, Mszarnica", [["1", "Plakat A2 „Noc sów”", "1", "1 250,00", "1 250,00", "23%"], ["2", "Ilustracja czarno-biała do ulotki", "3", "290,00", "870,00", "23%"], ["3", "Rabat 20% dla organizacji pożytku publicznego", "1", "-424,00", "-424,00", "23%"]], "Razem netto 1 696,00 zł, VAT 390,08 zł, <b>do zapłaty 2 086,08 zł</b>", "Termin płatności: 4 maja 2026, przelew.", "Zapłacono zaliczkę: 0,00 zł."), font="dj")
    f.pdf(F3, inv("Faktura korygująca KOR 01/2026", "24 kwietnia 2026", "17 kwietnia 2026", "Fundacja Żywe Torfowiska, ul. Bagienna 40, Mszarnica", [["1", "Ilustracja czarno-biała do ulotki: było 3, powinno być 2", "-1", "290,00", "-290,00", "23%"], ["2", "Rabat 20%: korekta", "1", "58,00", "58,00", "23%"]], "Zmiana netto -232,00 zł, VAT -53,36 zł, <b>do zwrotu lub potrącenia 285,44 zł... patrz uwaga</b>", "Po korekcie do zapłaty z faktury FV 07/2026: 1 800,72 zł.", "Uwaga: kwota korekty brutto wynosi 285,36 zł, w nagłówku błąd zaokrąglenia programu."), font="dj")
    assert round(1250+870-424, 2) == 1696 and round(1696*.23, 2) == 390.08 and round(2086.08-285.36, 2) == 1800.72
    kl = ["Wydawnictwo Jarzębina", "Fundacja Żywe Torfowiska", "Kawiarnia Pod Rysiem", "Browar Suchodół", "Szkoła nr 4", "Teatr Lalek Okruszek"]; rows, ko = [], []
    d = dt.date(2026, 1, 12)
    for i in range(1, 15):
        k = {3: (kl[0], "szkice etap 1", 4600), 7: (kl[1], "plakat, ulotka", 1464)}.get(i) or (kl[R.randrange(2, 6)], R.choice(["logo", "plakat", "ilustracje", "konsultacje", "etykieta"]), R.choice([480, 760, 1250, 1240, 1900, 2400, 620]))
        dd = {3: dt.date(2026, 3, 9), 7: dt.date(2026, 4, 20)}.get(i, None)
        rows.append(["%02d/2026" % i, dd, k[0], k[1], k[2], "tak" if (i < 10 and i != 6) else "nie"])
    ds = [dt.date(2026,1,12), dt.date(2026,2,3), dt.date(2026,3,9), dt.date(2026,3,16), dt.date(2026,3,27), dt.date(2026,4,10), dt.date(2026,4,20), dt.date(2026,4,28), dt.date(2026,5,6), dt.date(2026,5,15), dt.date(2026,5,22), dt.date(2026,6,1), dt.date(2026,6,12), dt.date(2026,6,18)]
    for r, x in zip(rows, ds): r[1] = x
    for x, w, c, z in [("2026-01-05", "Program graficzny, abonament roczny", 1188.0, "tak"), ("2026-01-20", "Papier i tusze", 342.5, "tak"), ("2026-02-11", "Tablet graficzny Rysik 16", 2799.0, "tak"), ("2026-03-02", "Pociąg na targi", 164.0, "tak"), ("2026-03-03", "Nocleg targi", 420.0, "tak"), ("2026-04-15", "Okulary", 890.0, "nie, prywatne"), ("2026-05-04", "Wydruk próbny, drukarnia", 275.0, "tak"), ("2026-06-09", "Ubezpieczenie OC", 510.0, "tak")]: ko.append([dt.date.fromisoformat(x), w, c, z])
    f.xlsx(EW, [("Faktury", [["Pracownia Kreska - faktury 2026, kwoty netto w zł"], ["stan na 20 czerwca 2026, korekty uwzględnione"], [], ["Nr", "Data", "Klient", "Za co", "Netto", "Zapłacono"]] + rows + [["", "", "", "Razem", sum(r[4] for r in rows), ""]], ["A1:F1"]), ("Koszty", [["Koszty 2026"], ["Data", "Co", "Kwota", "W koszty?"]] + ko), ("ZUS", [["Składki 2026"], ["Miesiąc", "Społeczne", "Zdrowotna", "Termin"], ["styczeń", 456.36, 314.96, "20 lutego"], ["luty", 456.36, 498.35, "20 marca"], ["marzec", 456.36, 498.35, "20 kwietnia"], ["kwiecień", 456.36, 498.35, "20 maja"], ["maj", 456.36, 498.35, "22 czerwca"]])])
    f.eml(EM, "Biuro Rachunkowe Saldo <biuro@saldo.example>", "Hanna Wilczek-Oraś <hanna@kreska.example>", "Odp: pytanie do księgowej", "Thu, 07 May 2026 10:15:00 +0200", """Dzień dobry Pani Hanno,

odpowiadam po kolei:

1. Okularów nie wliczamy w koszty, nawet jeśli są do pracy przy monitorze, bo prowadzi Pani działalność sama. Tablet oczywiście tak.
2. Ulga na start skończyła się w lutym, do końca stycznia 2028 płaci Pani składki preferencyjne. Pełne od 1 lutego 2028.
3. Do limitu zwolnienia z VAT nie musi Pani wracać, jest Pani czynnym podatnikiem od 2024.
4. Sprzedaż ilustracji do Niemiec (Verlag Silberdistel): faktura bez VAT, z adnotacją „odwrotne obciążenie”, i trzeba mieć numer VAT-UE. Wniosek składamy my, potrzebuję podpisu do 20 maja.
5. Nasza opłata od lipca: 260 zł zamiast 230 zł miesięcznie. Za roczne rozliczenie 300 zł jak dotąd.

Proszę przesyłać dokumenty do 8. dnia miesiąca, nie do 10.

Pozdrawiam
Bogumiła Saletra
""", [("lista_brakow.csv", "Dokument,Miesiąc,Uwagi\nfaktura za internet,marzec,brak\nwyciąg bankowy,kwiecień,brak\numowa Browar Suchodół,kwiecień,niepodpisana\n", "text/csv")])
    f.text(NO, """
# Projekty (stan: czerwiec)

## Bajki znad Mszarnicy (Jarzębina)
- szkice oddane 26 lutego, zaakceptowane 9 marca
- 16 ilustracji oddane 14 kwietnia. Pani Zofia chce, żeby borsuk na s. 22 był **mniej smutny**
- paleta: ochra, butelkowa zieleń, żadnej czystej czerni
- czcionka tytułu: ręczna, sama rysuję

## Browar Suchodół
- etykiety: Pszeniczne, Porter Bałtycki, Bez Alkoholu. Czwarta (AIPA) wstrzymana do jesieni
- umowa wciąż niepodpisana!! nie oddawać plików otwartych
- osoba: Lech, dzwonić tylko po 14

## Teatr Okruszek
- plakat na „Kota w butach”, premiera 19 września, plik do drukarni najpóźniej 20 sierpnia
- bez gaży, dwa bilety sezonowe + 760 zł

## Verlag Silberdistel (DE)
- 6 ilustracji, kalendarz 2027, 110 euro za sztukę, termin 31 sierpnia
- korespondencja po niemiecku, Frau Tessmer

## Urlop
10-23 sierpnia, Bieszczady, BEZ laptopa. Autoresponder ustawić.
""")
    f.photo(PR, ["#ELEKTRO-MIX Kraśnica", "PARAGON FISKALNY nr 118204", "11-02-2026  16:47", "", "Tablet graficzny Rysik 16     2799,00", "Folia ochronna                  69,00", "RAZEM PLN                     2868,00", "Karta", "", "Gwarancja 36 miesiecy, zwrot do 30 dni", "z paragonem, opakowanie nieuszkodzone"], font=MONO, size=32, angle=-1.5)
    f.text(CH, """
15.06.2026 09:12 Hanna: Cześć Tymek, ile za 300 szt. kalendarza A3, 13 kart, spirala?
15.06.2026 09:40 Tymek (drukarnia): hej! 300 szt = 21,40 zł netto/szt, 500 szt = 17,90
15.06.2026 09:41 Hanna: a papier?
15.06.2026 09:44 Tymek (drukarnia): kreda mat 170, okładka 250. offset 150 taniej o 1,10 na sztuce
15.06.2026 09:45 Hanna: offset, ładniejszy
15.06.2026 09:52 Tymek (drukarnia): to przy 300 wychodzi 20,30. termin 12 dni roboczych od akceptacji proofa
15.06.2026 10:30 Hanna: A próbny wydruk?
15.06.2026 10:31 Tymek (drukarnia): 90 zł, odliczam jak zamówisz
16.06.2026 13:05 Tymek (drukarnia): Uwaga, w lipcu stoimy od 13 do 24, serwis maszyny
16.06.2026 13:20 Hanna: ok, pliki dam do 3 lipca
""")
    q("newest", "ile wynosi wynagrodzenie z jarzębiny po aneksie", AN, ["20 000", "20000", "20.000", "20,000"], [(AN, "wynagrodzenie zmienia się na 20 000 zł netto")], note="18 400 w umowie")
    q("newest", "kiedy mam oddać okładkę?", AN, ["10 lipca", "10.07", "10.7", "2026-07-10"], [(AN, "a termin okładki i poprawek na 10 lipca 2026 r.")], note="20 czerwca przed aneksem")
    q("newest", "how many illustrations do I have to make for Jarzębina now", AN, ["36", "thirty-six"], [(AN, "liczbę ilustracji zmienia się z 32 na 36")])
    q("exception", "czy umowa obejmuje wydanie po niemiecku", UM, ["nie,", "nie.", "nie obejmuje", "osobnej umowy", "nie jest"], [(UM, "Umowa nie obejmuje wydań obcojęzycznych, gadżetów ani filmu")])
    q("exception", "is there a penalty if i am late because i was ill?", UM, ["no,", "no.", "not ", "14 days", "up to 14", "14-day", "isn't", "unless"], [(UM, "Kary nie nalicza się w razie choroby potwierdzonej zwolnieniem, przez okres do 14 dni")])
    q("number", "ile egzemplarzy dostane za darmo", UM, ["12", "dwanaście"], [(UM, "12 egzemplarzy bezpłatnie")])
    q("keyword", "cena logo 2026", CN, ["2400", "2 400", "2.400", "2,400"], [(CN, "2400")])
    q("followup", "a w 2025?", CS, ["2100", "2 100", "2.100", "2,100"], [(CS, "2100")], prev="ile kosztuje logo w cenniku 2026?")
    q("exception", "czy fundacja dostanie rabat na logo", CN, ["nie,", "nie.", "nie dotyczy", "nie obejmuje", "nie dostanie", "nie przysługuje"], [(CN, "rabat 20%, nie dotyczy logo")])
    q("compute", "plakat A2 w ekspresie ile netto", CN, ["1875", "1 875", "1.875", "1,875"], [(CN, "Plakat A2"), (CN, "dopłata 50%")], calc="1250 x 1,5 = 1875")
    q("fact", "ile w końcu fundacja ma zapłacić po korekcie", F3, ["1 800,72", "1800,72", "1800.72", "1,800.72", "1.800,72"], [(F3, "Po korekcie do zapłaty z faktury FV 07/2026: 1 800,72 zł")])
    nz = [r for r in rows if r[5] == "nie"]; s = sum(r[4] for r in nz)
    q("compute", "suma niezapłaconych faktur netto", EW, [str(s), "{:,}".format(s).replace(",", " "), "{:,}".format(s), "{:,}".format(s).replace(",", ".")], [(EW, "nie")], calc="%s = %d" % (" + ".join(str(r[4]) for r in nz), s))
    kosz = sum(k[2] for k in ko if k[3] == "tak")
    q("compute", "koszty 2026 razem bez prywatnych", EW, ["5698,50", "5698.5", "5 698,5", "5,698.5", "5.698,5", "5698,5"], [(EW, "Okulary | 890 | nie, prywatne")], calc="%.2f = 5698,5 5698.5" % kosz)
    assert kosz == 5698.5
    q("date", "od kiedy place pełny zus", EM, ["1 lutego 2028", "lutego 2028", "01.02.2028", "luty 2028", "1.02.2028", "2028-02-01"], [(EM, "Pełne od 1 lutego 2028")])
    q("crosslingual", "can I deduct my glasses as a business cost?", EM, ["no,", "no.", "cannot", "can't", "not "], no=["yes"], ev=[(EM, "Okularów nie wliczamy w koszty")])
    q("crosslingual", "when is the printer closed in july", CH, all=[["13"], ["24"]], ev=[(CH, "w lipcu stoimy od 13 do 24")])
    q("crosslingual", "How long is the tablet's warranty?", PR, ["36 months", "36-month", "three years", "3 years", "36"], [(PR, "Gwarancja 36 miesiecy")])
    q("crosslingual", "Was zahlt der Verlag Silberdistel pro Illustration?", NO, ["110"], [(NO, "110 euro za sztukę")])
    q("fact", "dlaczego nie oddawać browarowi otwartych plików", NO, ["niepodpisan", "nie jest podpisana", "nie podpisan", "nie została podpisana", "brak podpis"], [(NO, "umowa wciąż niepodpisana!! nie oddawać plików otwartych")])
    q("list", "jakich dokumentów brakuje księgowej", EM, all=[["internet"], ["wyciąg"], ["browar", "umow"]], ev=[(EM, "faktura za internet,marzec,brak"), (EM, "wyciąg bankowy,kwiecień,brak")])
    q("library", "jakie faktury mam w pdf", None, all=[["03-2026", "03/2026"], ["07-2026", "07/2026"], ["kor 01", "korygując"]], ev=[(F1, "Faktura FV 03/2026"), (F2, "Faktura FV 07/2026"), (F3, "Faktura korygująca")])
    q("summary", "summarise the contract with the publisher in English", UM, all=[["illustration"], ["18,400", "18 400", "18400", "20,000", "20 000", "20000"], ["rights", "copyright", "penalt", "revision", "instalment", "stage", "withdraw", "cover"]], ev=[(UM, "32 ilustracje barwne i okładkę")])
    q("near-absent", "termin płatności faktury FV 11/2026", refuse=True, gone=["fv 11"], note="nr 11/2026 stoi w ewidencji, ale bez terminu płatności; faktury 11 nie ma w folderze")
    q("yesno", "czy można użyć ilustracji do uczenia AI", UM, ["nie,", "nie.", "wykluczon", "nie można", "nie wolno"], [(UM, "Wykorzystanie ilustracji do uczenia programów generujących obrazy jest wykluczone")])
    q("near-absent", "ile płaci wydawnictwo Kalina za okładkę", refuse=True, gone=["kalina"])
    q("near-absent", "ile kosztuje mural", refuse=True, gone=["mural"])
    q("absent", "what is my bank account number", refuse=True, gone=["iban", "nr konta", "numer konta", "nr rachunku"])
    return q.items
