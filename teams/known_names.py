"""Names that many people in the Netherlands have, by which a name is recognised where capitals say nothing.

No list is whole. It holds the first names that many children of this century got and those of their parents, and the
surnames that most people have, of every origin; written without accents (`teams.names.plain`). A surname that is a word
too ("berg") counts only behind a tussenvoegsel.
"""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


FIRST_NAMES = _listed(
    """
    aaliyah aaron abdel abdul abdullah abel achmed adam adil adriaan agnes ahmed aicha aiden aisha alex alexander
    ali alice alicia alina amber amelie amin amina amir amira amy anass andre andrea angela anita anna anne anneke
    annelies annemarie annemiek annet annie anniek anouk anton antoon arda arend arie arjan arjen arno arnold aron
    arthur astrid aya ayla aylin ayoub ayse azra babette barbara bart bas bastiaan beau ben benjamin bente berend
    bernard bert bianca bilal bjorn boaz bob boris brahim bram brian brigitte britt bruno burak carin carla
    carlijn carlo carmen caroline cas casper cathelijne cato cem charlotte chiel chloe chris christiaan christina
    claudia coen cor corinne cornelis daan dana daniel danielle danny david deniz dennis desiree dewi diana
    diederik dilan dion dirk dominique donna doris driss dylan ebru eddy edith edwin eef elias elif elin eline
    elisa elisabeth elise elke ella ellen ellis els elsa emily emine emir emma emre enes eric erik ernst esmee
    esra esther eva evelien evert evi fabian fadoua faith farah fatih fatima fatma faye febe fedde feline felix
    femke fenna fenne ferdi fien finn fleur floor floortje floris frans fred frederik freek froukje gerard gerda
    gerrit gijs gina giulia guus hafsa hajar hakan hamza hanna hannah hanneke hans harm harold harry hassan hatice
    heleen helena hendrik henk herman hicham hidde hilde hugo ibrahim ibtissam ilja ilse iman imane imke ineke
    inge ingrid irene iris isa isabel isabella isabelle ismail ivo jaap jack jacob jacqueline jade jamal jan janna
    janneke jannes jari jasmijn jason jasper jayden jeanette jelle jelmer jens jeroen jesse jessica jet jill jim
    joanne job jochem joep johan johanna john jonas jonathan joost jop jordy joris jorn jort joseph josephine
    joshua josien joy joyce jules julia julian julie juliette jurre justin kaan karel karim karin karlijn kasper
    kayleigh kees kelly kevin khadija khalid kim klaas koen krijn kubra lana lars laura lauren laurens leah leen
    leila lenn lennart lenthe leon leonie levi liam lianne lieke lieve lina linda linde linn lisa lisanne lise liv
    lize lizzy loek loes lola lorenzo lotte louis louisa louise luca lucas lucie luis luka lukas luna luuk lynn
    maaike maarten maartje maas mads maja malak malik manon mara marc marcel marco margreet maria mariam marianne
    marieke marije marijke marijn marina marit marjolein mark marleen marlies marloes marouane marta martijn
    martin martine mary maryam mats matthijs maud maurits max maxime mees mehmet melanie melis melissa melle merel
    merijn merve meryem mia micha michael michel michelle mieke miep mika mike mila milan milou mina mira mirjam
    mirthe mo moe mohamed mohammed monique morris moussa muhammed mustafa nadia nadine najib nancy naomi natasja
    nick nicky nicolas nicole niek niels nienke nils nina noa noah noel noor nora nout nynke olaf olivia olivier
    omar oscar otis owen pascal patricia patrick paul paula pauline peter petra philip philippa pien piet pieter
    pim pleun pom quinn rachel rachid rania raoul ravi rayan rebecca rein remco rene renee renske ria rianne
    richard rick rik rob robbert robert robin roel roeland romy ronald roos rosa rosalie rosie ruben rutger ruud
    ryan saar saartje sabine sacha safae said salma sam samantha samira samuel sander sandra sanne sara sarah
    sasha saskia sebastiaan selin selina sem semih senna serkan sevda sharon siem sien sietske simon simone sjoerd
    sjors sofia sofie sohail sonja sophia sophie stan stefan stella stephanie steven stijn suus suzan suzanne sven
    svenja sylvia tamara tara ted tess tessa teun thea theo thies thijn thijs thom thomas tijl tijmen tijn tijs
    tim timo tineke tobias tom toon tristan tuur umut valerie vanessa veerle vera victor vince vincent vivian
    walid wendy wesley wessel wietske wijnand wilco wilhelmina willem willemijn wilma wim wout wouter xander
    yannick yara yasin yasmin yasmina yasmine yassin yassine yentl yfke ymke yousra youssef yuna yusuf yvonne
    zainab zakaria zara zeynep zoe zohra
    """
)
# Surnames that stand without a tussenvoegsel too, also in lower case.
SURNAMES = _listed(
    """
    aarts abdi abdullahi achterberg adriaanse aksoy alberts amrani arends arslan aydin baars baas backer bakkali
    bakker barendse bartels becker beekman bekker benali benjelloun berends bijl blom boer boers boersma bolt bos
    bosch bosma bosman bouali boukhari bouman bouwman bouwmeester brands brinkman broekman brouwer bruijn bruins
    buijs buitenhuis bulut burger cakir celik cetin chen claessen coenen cornelissen damen dekker demir derksen
    dijkman dijkstra dirks dirksen dogan doornbos driessen dubois eijkelboom ekici engel engels erdogan evers
    everts feenstra fernandes franken franssen gerrit gerrits gerritsen gomes goossens groen groeneveld
    groenewegen haddou hagen hamers hassan heemskerk heijmans hendriks hendrikse hendrix hermans hermsen hoekstra
    hofman hofstede hofstra hoogland hopman huisman huizinga idrissi jacobs jans janse jansen janssen janssens
    jaspers jongsma jonker joosten kamphuis kaplan kara karaca kaya khan kilic klein koc kocak kok koning konings
    kooijman kooistra koopman koster kramer kremer kroon kruijt kuijpers kuiper kuipers kurt lambrechts lammers
    leenders lopez lucassen maas martens martinez meijer meijers mertens meulman meyer michels mohamud molenaar
    moulay mourad mulder mulders muller nguyen nijhuis nijland nijman olthof oosterhuis osman ouali oukili ozcan
    ozdemir ozturk peeters pereira peters pham pieters polat polman postma prins prinsen reinders rietveld
    rodrigues roelofs roos rutten sahin salah sanders santos scheepers scheffer schipper scholten schouten
    schreuder schutte schuurman silva simons singh slot smeets smid smit smits snijders spaans spijker stam
    steenbergen sterk stevens storm tahiri terpstra teunissen thijssen timmer timmerman timmermans toprak tran
    tuinstra uysal vaessen veenstra veldman verbeek verberne verbruggen verburg verhagen verheijen verhoeven
    verkerk vermaat vermeer vermeulen verschuren versteeg verweij vink visscher visser vlaming vogel vonk vos
    vriend vroom wagenaar warsame westra wiersma wijnen willems willemsen wolf wolters wouters yavuz yildirim
    yildiz yilmaz yusuf zeeman zijlstra zwart zwiers
    """
)
# Surnames that are words as well: behind a tussenvoegsel only.
AFTER_INFIX = _listed(
    """
    aa amersfoort amrani baan bakkali beek bent berg bergh bie bilt boogaard boogaert boom bosch bosse brand brink
    broek broeke broekhoven brug bruijn bruin buren burg bussche cate dam dijk dongen dool doorn driel duijn
    dungen eijk elst ende es essen gaag geer geest gelder gier goor graaf graaff groot haan haar haas hagen ham
    hamdaoui heer heide heijde heijden hel hende hengel hertog heuvel hoek hoeven hof hond hoorn horst hout houten
    hove hulst idrissi jager jong jonge jongh kamp kant keijzer kemp kerkhof khattabi klerk kock koning kooij kort
    krogt kruijf laan laar lange lans leest leeuw leeuwen linde linden loo looij loon maas mansouri mast meer
    meijden meulen mierden mol molen moor munnik nieuwenhuizen noort oever oord oosten os otterloo paauw pas plas
    ploeg poel pol pool post put putten raad ridder rijk rijn rooij roos rooy ruijter ruiter salah schaaf schaik
    schoot sluijs sluis smit spek staak steeg steen stelt straten stroom swart tol tuin vaart valk vecht veen veer
    vegt vegte veld velde velden ven vliet voort vos vries wal walle water weerd weide weijde werf wert westen
    wiel wijk wijngaard wilde windt winkel wit witte wolf woude wulp yaakoubi zande zanden zwaan zwan zwart
    """
)
